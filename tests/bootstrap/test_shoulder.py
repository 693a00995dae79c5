"""Who translates and rewrites comes from the settings; without them nobody does."""

from pathlib import Path

from agent_console.bootstrap.writing import shoulder
from agent_console.config import AssistSettings
from agent_console.storage.paths import ProfilePaths

SETTINGS = {
    "spelling": {"enabled": False},
    "translation": {"kind": "libretranslate", "url": "https://mt.example.com", "language": "nl"},
    "rewriting": {"url": "https://llm.example.com/v1", "model": "small"},
}


async def test_the_settings_say_who_rewords_and_by_default_nobody_does(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path)
    async with shoulder(AssistSettings.model_validate(SETTINGS), profile, {}) as made:
        aid = made.aid.rewording
        assert aid.translator is not None
        assert aid.rewriter is not None
        assert (aid.translator.host, aid.rewriter.host, aid.language) == (
            "mt.example.com",
            "llm.example.com",
            "nl",
        )
        assert {"shorter", "friendlier", "correct the grammar"} <= {*aid.wishes}
    async with shoulder(AssistSettings(), profile, {}) as made:
        aid = made.aid.rewording
        assert (aid.translator, aid.rewriter, aid.language) == (None, None, "en")
