"""The training of the guard's model, on a few made-up conversations."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from agent_console.guard.encoder.weights import shipped
from agent_console.guard.model.model import Model
from benchmarks import guard_train
from benchmarks.guard_recording import Send, read
from benchmarks.guard_train import train
from benchmarks.guard_workshop import Workshop

GOODS = ("tent", "lamp", "kettle", "bicycle", "sofa")


def conversation(number: int, source: str) -> dict[str, Any]:
    item = GOODS[number % len(GOODS)]
    profile = {
        "name": "Mira Holm",
        "email": "mira@example.com",
        "phone": "(555) 010-1234",
        "account_id": f"A{number}",
        "address": "1 Example Street",
        "zip": "12345",
        "orders": [{"order_id": f"{number}000"}],
    }
    turns = [["c", f"where is my {item}?"], ["a", f"your {item} is late"], ["c", "oh"], ["a", "sorry"]]
    identity = {"type": "conv", "id": f"{source}-{number}", "source": source, "topic": item}
    return {**identity, "turns": turns, "profile": profile, "records": []}


def send(number: int, source: str) -> dict[str, Any]:
    desk = [[f"{source}-{(number + step) % 40}", 1] for step in range(1, 12)]
    wrong = {"2": 1, "4": 2, "6": 3, "8": 4, "12": 5}
    draft = f"your {GOODS[number % len(GOODS)]} is late"
    return {"type": "send", "source": source, "conv": f"{source}-{number}", "turn": 1, "draft": draft} | {
        "desk": desk,
        "wrong": wrong,
    }


def desks(folder: Path) -> Path:
    rows = [make(number, source) for source in "ab" for make in (conversation, send) for number in range(40)]
    path = folder / "desks.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(map(json.dumps, rows)))
    return path


def equipped(folder: Path, path: Path, names: Sequence[str]) -> Workshop:
    """Return a workshop that has these encoders already."""
    for name in names:
        (folder / f"{name}.weights").write_bytes(shipped())
    return Workshop(folder, [path])


def test_the_same_desks_give_the_same_model(tmp_path: Path) -> None:
    path = desks(tmp_path)
    workshop = equipped(tmp_path, path, ["a+b", "a+b.trial", "a", "b"])
    first, second = (train(*read([path], []), workshop) for _ in range(2))
    assert first.version == second.version
    assert Model.load(first.dump()).version == first.version


def test_companies_are_learnt_from_with_encoders_that_have_not_seen_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = desks(tmp_path), list[str]()
    workshop = equipped(tmp_path, path, ["a+b", "a+b.trial", "a", "b"])
    rows = guard_train._rows

    def noting(encoder: bytes, rarity: guard_train.Rarity, sends: Sequence[Send]) -> guard_train.Array:
        asked.append("".join(sorted({send.desk[0][0].source for send in sends})))
        return rows(encoder, rarity, sends)

    monkeypatch.setattr(guard_train, "_rows", noting)
    train(*read([path], []), workshop)
    assert asked == ["ab", "a", "b"]


def test_an_encoder_is_trained_once_and_from_those_sources_alone(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, [desks(tmp_path)])
    first = workshop.encoder({"a"})
    kept = tmp_path / "a.weights"
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    assert workshop.encoder({"a"}) == b"kept"
    assert workshop.encoder({"a", "b"}) != first


def test_a_source_can_be_left_out(tmp_path: Path) -> None:
    conversations, sends = read([desks(tmp_path)], ["b"])
    assert {one.source for one in conversations} == {"a"}
    assert len(sends) == 40
