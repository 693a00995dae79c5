"""What languages are called, for a person who chooses one."""

from babel import Locale, UnknownLocaleError

from agent_console.texts import spoken


def language_name(tag: str) -> str:
    """Return the name of a BCP 47 tag as it is spoken and the language's own, such as `German, Deutsch`.

    A tag that is not known is its own name.
    """
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    names = (locale.get_display_name(spoken()), locale.get_display_name())
    return ", ".join(dict.fromkeys(name for name in names if name)) or tag
