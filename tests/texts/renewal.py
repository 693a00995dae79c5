"""Brings the catalogues up to the texts in the code; what is new is then to be translated.

Run it as `python -m tests.texts.renewal`.
"""

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import agent_console
from agent_console.texts.catalogue import DOMAIN, ENGLISH, LANGUAGES, LOCALES
from tests.texts import extraction

METHOD = f"{extraction.__name__}:{extraction.extracted.__name__}"
PACKAGE = LOCALES.parent.parent
TRANSLATED = tuple(language for language in LANGUAGES if language != ENGLISH)


def template() -> Catalog:
    """Return every text that the code marks, with the files it is in."""
    catalogue = Catalog(project=agent_console.__name__, charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(
        PACKAGE, [("**.py", METHOD)], comment_tags=("Translators:",), strip_comment_tags=True
    ):
        catalogue.add(message, None, [(file, 1)], auto_comments=comments, context=context)
    return catalogue


def translated(language: str) -> Catalog:
    """Return a language's catalogue as it is kept; an empty one where there is none yet."""
    file = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not file.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as people read it; without dates and lines, which change with nothing else."""
    stream = BytesIO()
    write_po(
        stream,
        catalogue,
        width=110,
        include_lineno=False,
        sort_by_file=True,
        omit_header=False,
        ignore_obsolete=True,
    )
    dated = (
        *("POT-Creation-Date", "PO-Revision-Date", "Generated-By"),
        *("Last-Translator", "Language-Team", "Report-Msgid-Bugs-To", "Project-Id-Version"),
    )
    lines = stream.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("#") or line.startswith(("#:", "#,", "#."))]
    return "".join(line for line in kept if not line.startswith(tuple(f'"{name}' for name in dated))).encode()


def _files(language: str) -> Iterator[tuple[str, bytes]]:
    catalogue = translated(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.fuzzy = False
    content = written(catalogue)
    yield f"{DOMAIN}.po", content
    yield f"{DOMAIN}.mo", compiled(read_po(BytesIO(content), locale=language, domain=DOMAIN))


def main() -> None:
    """Write all catalogues anew; what is no longer in the code goes, what is new has no translation yet."""
    for language in TRANSLATED:
        folder = LOCALES / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _files(language):
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
