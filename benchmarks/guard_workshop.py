"""Encoders for training the guard's model: each is trained once and then kept in a folder."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_console.guard.encoder.weights import write
from benchmarks import desks, guard_encoder


def tell(progress: str) -> None:
    """Show on stderr how far it is."""
    print(progress, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where encoders come from."""

    folder: Path
    """Files are named for the sources that they have learnt from; what is there is not trained again."""
    desks: Sequence[Path]

    def encoder(self, sources: Collection[str], trial: bool = False) -> bytes:
        """Return the weights of an encoder that has learnt from these sources, or four fifths of them."""
        kept = self.folder / f"{'+'.join(sorted(sources))}{'.trial' if trial else ''}.weights"
        if not kept.exists():
            tell(f"an encoder: {kept.stem}")
            recordings = [
                recording
                for path in self.desks
                for recording in desks.read(path)
                if recording.source in sources and not (trial and guard_encoder.held_out(recording))
            ]
            unfinished = kept.with_suffix(".unfinished")
            unfinished.write_bytes(
                write(guard_encoder.frozen(guard_encoder.train(recordings, guard_encoder.Plan())))
            )
            unfinished.replace(kept)
        return kept.read_bytes()
