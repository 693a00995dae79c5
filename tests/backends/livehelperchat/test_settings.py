"""The settings of a LiveHelperChat."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from agent_console.config.livehelperchat import LiveHelperChatSettings

KNOWN = {"url": "https://chat.example.com", "username": "ann", "key_env": "LHC_KEY"}


def test_the_least_that_is_needed() -> None:
    settings = LiveHelperChatSettings.model_validate(KNOWN)
    assert settings.key.env == "LHC_KEY"
    assert (settings.poll, settings.idle_poll) == (timedelta(seconds=1), timedelta(seconds=3))
    assert settings.departments == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"url": "http://chat.example.com"}, "unencrypted"),
        ({"url": "https://ann:secret@chat.example.com"}, "must not hold a user"),
        ({"url": "chat.example.com"}, "must be an address"),
        ({"key_env": None}, "key_env"),
        ({"key_file": "key"}, "either"),
        ({"username": ""}, "username"),
        ({"username": "ann:b"}, "colon"),
        ({"departments": [0]}, "departments"),
        ({"poll": "0s"}, "poll"),
        ({"pol": "1s"}, "pol"),
    ],
)
def test_what_cannot_be_is_said(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        LiveHelperChatSettings.model_validate({**KNOWN, **change})


def test_plain_http_is_for_this_machine_or_knowingly() -> None:
    LiveHelperChatSettings.model_validate({**KNOWN, "url": "http://127.0.0.1:8080/index.php"})
    LiveHelperChatSettings.model_validate({**KNOWN, "url": "http://chat.example.com", "insecure": True})
