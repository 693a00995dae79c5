"""Small Hunspell dictionaries of the tests' own, in the format of the real ones."""

from pathlib import Path

_ENGLISH = """\
the a and your our is was you we will has have been to for with from this that it are not so sorry
order/S parcel/S refund/S lamp/S ship/GD shipping arrive/D colour/S delivery today tomorrow soon
hello dear customer/S receive/D send/S sent thank thanks reply know lot back need
"""
_GERMAN = "Ihre Bestellung Lieferung ist unterwegs die der Lampe heute wir danken Ihnen und nicht"
_RUSSIAN = "ваш заказ уже в пути здравствуйте ещё посылка и мы вас"
_RULES = """\
SET UTF-8
TRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ
SFX S Y 1
SFX S 0 s .
SFX D Y 2
SFX D 0 d e
SFX D 0 ped p
SFX G Y 1
SFX G 0 ping p
"""


def english(folder: Path) -> Path:
    """Write a dictionary of some English words, and return its folder."""
    return write(folder, "en_US", _ENGLISH)


def german(folder: Path) -> Path:
    """Write one of some German words."""
    return write(folder, "de_DE", _GERMAN)


def russian(folder: Path) -> Path:
    """Write one of some Russian words."""
    return write(folder, "ru_RU", _RUSSIAN)


def write(folder: Path, name: str, words: str) -> Path:
    """Write a dictionary of that name, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(_RULES, encoding="utf-8")
    (folder / f"{name}.dic").write_text(
        "\n".join([str(len(words.split())), *words.split(), ""]), encoding="utf-8"
    )
    return folder
