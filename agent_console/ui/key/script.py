"""The Latin key that a Cyrillic letter stands on: nobody has to change keyboard layouts in order to steer."""

from typing import Final

from agent_console.ui.key.name import CHARACTERS

_LATIN: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>#"
_RUSSIAN: Final = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ№"
"""The same keys in the layout that Russian keyboards have everywhere."""
_PLACES: Final = dict(zip(_RUSSIAN, _LATIN, strict=True)) | {"numero_sign": "#"}


def latin(key: str) -> str:
    """Return the name of the Latin key where a Cyrillic letter is typed; any other key as it is."""
    character = _PLACES.get(key)
    return key if character is None else CHARACTERS.get(character, character)
