"""What `agent-console doctor` finds in settings."""

from pathlib import Path

from agent_console import doctor


async def test_keys_for_what_cannot_be_done_are_found(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("keys:\n  desk.tkae: f10\n", encoding="utf-8")
    failed = [
        finding for finding in await doctor.examine(settings) if finding.failed and finding.what == "keys"
    ]
    assert ["did you mean desk.take?" in finding.detail for finding in failed] == [True]


async def test_keys_of_the_users_own_are_no_trouble(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("keys:\n  desk.take: f11\n", encoding="utf-8")
    assert "keys" not in {finding.what for finding in await doctor.examine(settings)}
