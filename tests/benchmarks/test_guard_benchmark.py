"""The guard's benchmark counts right and wrong sends of a small file of desks."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


def conversation(id_: str, first: str, last: str, number: str) -> dict[str, Any]:
    profile = {
        "name": f"{first} {last}",
        "email": f"{first.lower()}@example.com",
        "phone": f"(555) 010-{number[:4]}",
        "account_id": f"A{number}",
        "address": f"{number[:2]} Example Street",
        "zip": "12345",
        "orders": [{"order_id": number, "tracking": f"TRK{number}"}],
    }
    turns = [["c", "where is my order?"], ["a", "one moment"]]
    return {"type": "conv", "id": id_, "turns": turns, "profile": profile, "records": [[1, ["REF77"]]]}


def send(draft: str, id_hard: bool) -> dict[str, Any]:
    flags = {"id_name": False, "id_hard": id_hard, "id_product": False, "generic": False, "edited": False}
    return {
        "type": "send",
        "conv": "a",
        "turn": 2,
        "draft": draft,
        "desk": [["b", 2]],
        "wrong": {"2": 1},
        "flags": flags,
        "source": "made up",
    }


def test_it_reports_alarms_and_catches(tmp_path: Path) -> None:
    rows = [
        conversation("a", "Mira", "Holm", "482130"),
        conversation("b", "Jonas", "Weber", "510070"),
        send("Your order 482130 left.", id_hard=True),
        send("It left today.", id_hard=False),
        send("Jonas, it left today.", id_hard=False),
    ]
    desks = tmp_path / "desks.jsonl"
    desks.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.guard", "--desks", desks, "--panes", "2", "--quick", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(run.stdout.splitlines()[-1])
    figures = report["panes"]["2"]
    rules = {name: share["rate"] for name, share in figures["rules"].items()}
    assert figures["sends"] == 3
    assert rules["alarm_rate"] == rules["recall_all"] == 1 / 3
    assert rules["recall_identifying"] == 1
    assert figures["0.005"]["alarm_rate"]["at_most"] < 1
    assert report["check_p99_ms"] > 0
