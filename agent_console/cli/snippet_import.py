"""Canned responses brought from another tool: read, translated, reported, and written when asked to."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.cli.outcome import FAILED, UserError

if TYPE_CHECKING:
    from agent_console.snippets.importer.form import Form
    from agent_console.snippets.importer.imported import Imported
    from agent_console.yaml_source import Problem, Source

NAMES = ("espanso", "vscode", "chatwoot", "tars", "livechat", "zendesk", "zammad", "intercom")
"""The forms that there are, named here because reading the arguments must not load them."""


def run(options: argparse.Namespace) -> int:
    """Import, write the files if a folder is named, and print the report."""
    from agent_console.snippets.importer.form import FORMS

    sources, unread = _sources(options.source, FORMS[options.format])
    imported = FORMS[options.format].brought(sources)
    if options.to is not None:
        _write(imported.files, options.to, options.force)
    if options.json:
        sys.stdout.write(f"{json.dumps(_document(imported, unread, options.to), ensure_ascii=False)}\n")
    else:
        _print(imported, unread, options)
    return FAILED if unread else imported.exit_code


def _sources(place: Path, form: "Form") -> "tuple[tuple[Source, ...], tuple[Problem, ...]]":
    """Return what stands in a file, or in a folder's files of the form, named by their paths there."""
    from agent_console.storage import snippet_files
    from agent_console.yaml_source import Source

    if not place.exists():
        raise UserError(f"{place}: there is no such file or folder")
    paths = sorted(path for path in place.rglob("*") if _fits(path, form)) if place.is_dir() else [place]
    if not paths:
        raise UserError(f"{place} has no file that ends in {' or '.join(sorted(form.suffixes))}")
    folder = place if place.is_dir() else place.parent
    sources, problems = [], []
    for path in paths:
        content = snippet_files.text(path)
        if isinstance(content, str):
            sources.append(Source(path.relative_to(folder).as_posix(), content))
        else:
            problems.append(content)
    return tuple(sources), tuple(problems)


def _fits(path: Path, form: "Form") -> bool:
    return path.suffix.lower() in form.suffixes and path.is_file()


def _write(files: "Sequence[Source]", folder: Path, force: bool) -> None:
    """Write every file or none; raises UserError when one is there already."""
    targets = [(folder / file.name, file.text) for file in files]
    there = [str(target) for target, _ in targets if target.exists() and not force]
    if there:
        raise UserError(f"{', '.join(there)}: already there; nothing was written, --force writes over it")
    try:
        for target, text in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{error.filename} cannot be written: {error.strerror}") from error


def _document(imported: "Imported", unread: "Sequence[Problem]", folder: Path | None) -> dict[str, object]:
    problems = (*unread, *imported.problems)
    return {
        "imported": imported.replies,
        "files": [str(folder / file.name) if folder else file.name for file in imported.files],
        "written": folder is not None,
        "remarks": [asdict(remark) for remark in imported.remarks],
        "problems": [
            {"file": problem.file, "line": problem.line, "column": problem.column, "message": problem.message}
            for problem in problems
        ],
    }


def _print(imported: "Imported", unread: "Sequence[Problem]", options: argparse.Namespace) -> None:
    """Print the report; exports are not trusted, so nothing of them may steer the terminal."""
    from agent_console.domain.text import sanitize

    problems = (problem.summary for problem in unread)
    for line in (*problems, *imported.lines, *_next_steps(imported, options)):
        sys.stdout.write(f"{sanitize(line)}\n")


def _next_steps(imported: "Imported", options: argparse.Namespace) -> Sequence[str]:
    from agent_console.snippets.importer import espanso

    steps = []
    if (
        options.format == "espanso"
        and not options.boundary
        and (count := espanso.fires_in_words(imported.files))
    ):
        steps.append(
            f"{count} triggers also fire in the middle of a word; --boundary token shows how to stop that"
        )
    if options.to is None:
        return (*steps, "Nothing was written; --to FOLDER writes it.")
    setting = f"{{path: {options.to}, boundary: {options.boundary}}}" if options.boundary else str(options.to)
    steps += [
        f"Written to {options.to}. To use it, name it in your config:",
        f"  snippets: {{folders: [{setting}]}}",
    ]
    return (*steps, f"Then look it over: agent-console snippets check {options.to}")
