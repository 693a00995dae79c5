"""What the guard's model has learnt, as a file: figures only, no word of anybody."""

import zlib
from dataclasses import dataclass, fields
from importlib import resources
from io import BytesIO
from tokenize import TokenError
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.encoder import weights as encoder_weights
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.judgement import Judgement
from agent_console.guard.model.sign import SIGNS
from agent_console.texts import _

FILE: Final = "model.npz"
"""The weights that ship, beside this module."""
RARITIES: Final = 2**14
"""How many figures of rarity the terms share."""
_DAMAGE: Final = (
    ValueError,
    TypeError,
    KeyError,
    OSError,
    EOFError,
    RuntimeError,
    BadZipFile,
    zlib.error,
    TokenError,
)
"""What reading a damaged archive of numpy's can raise."""


class WeightsError(Exception):
    """The file is damaged, or was made for other figures; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learnt."""

    rarity: NDArray[np.uint8]
    """255 for a term never met; by the term's hash."""
    judgement: Judgement
    encoder: bytes = b""
    """The weights of the encoder that the others were trained with; none for those that ship."""

    @property
    def basis(self) -> str:
        """A name for what the features mean: equal for weights that differ in `judgement` alone."""
        names = " ".join(FEATURES).encode()
        encoder = self.encoder or encoder_weights.shipped()
        return f"{_checksum(names, encoder, self.rarity):08x}"

    @property
    def version(self) -> str:
        """A name for all of it, which begins with the basis."""
        return f"{self.basis}-{_checksum(*_parts(self.judgement).values()):08x}"

    def dump(self) -> bytes:
        """Return the content of a file of these weights."""
        content = BytesIO()
        np.savez_compressed(
            content,
            allow_pickle=False,
            names=np.array((*FEATURES, *SIGNS)),
            rarity=self.rarity,
            encoder=np.frombuffer(self.encoder, np.uint8),
            **_parts(self.judgement),
        )
        return content.getvalue()


def _parts(judgement: Judgement) -> dict[str, NDArray[np.float64]]:
    line = {"slope": judgement.suspicion.slope, "offset": np.array(judgement.suspicion.offset)}
    return {part.name: getattr(judgement.choice, part.name) for part in fields(Choice)} | line


def shipped() -> bytes:
    """Return the content of the file that comes with the program."""
    return resources.files(__package__).joinpath(FILE).read_bytes()


def read(content: bytes) -> Weights:
    """Read a file of weights; raises WeightsError."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as held:
            _check(tuple(held["names"].tolist()))
            line = Line(held["slope"], float(held["offset"]))
            choice = Choice(**{part.name: held[part.name] for part in fields(Choice)})
            found = Weights(held["rarity"], Judgement(choice, line), held["encoder"].tobytes())
    except _DAMAGE as error:
        told = _("The weights of the guard's model are damaged ({error}): train them anew.").format(
            error=error
        )
        raise WeightsError(told) from error
    if not found.judgement.fitting or found.rarity.size != RARITIES:
        raise WeightsError(_("The weights of the guard's model are of another size: train them anew."))
    if not all(map(_are_numbers, _parts(found.judgement).values())):
        raise WeightsError(_("The weights of the guard's model are no numbers: train them anew."))
    return found


def _are_numbers(figures: NDArray[np.generic]) -> bool:
    return figures.dtype == np.float64 and bool(np.isfinite(figures).all())


def _check(names: tuple[str, ...]) -> None:
    if names != (*FEATURES, *SIGNS):
        odd = sorted(set(names) ^ {*FEATURES, *SIGNS})
        words = (
            _("The weights of the guard's model were made for other figures ({names}): train them anew.")
            if odd
            else _(
                "The weights of the guard's model were made for other figures (in another order):"
                " train them anew."
            )
        )
        raise WeightsError(words.format(names=", ".join(odd)))


def _checksum(*parts: bytes | NDArray[np.generic]) -> int:
    total = 0
    for part in parts:
        total = zlib.crc32(part if isinstance(part, bytes) else part.tobytes(), total)
    return total
