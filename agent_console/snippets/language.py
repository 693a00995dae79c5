"""What languages are called, for a person who chooses one."""

from babel import Locale, UnknownLocaleError


def language_name(tag: str) -> str:
    """Return the English name of a BCP 47 tag and the language's own, such as `German, Deutsch`.

    A tag that is not known is its own name.
    """
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    names = (locale.get_display_name("en"), locale.get_display_name())
    return ", ".join(dict.fromkeys(name for name in names if name)) or tag
