"""Which Chatwoot is joined: addresses and secrets as they must be written."""

import pytest
from pydantic import ValidationError

from agent_console.config.chatwoot import ChatwootSettings


def settings(**given: object) -> ChatwootSettings:
    return ChatwootSettings.model_validate({"url": "https://chat.example.com", "token_env": "TOKEN", **given})


def test_the_socket_is_beside_the_rest() -> None:
    assert settings(url="https://chat.example.com/").cable == "wss://chat.example.com/cable"
    assert settings(url="http://127.0.0.1:3000").cable == "ws://127.0.0.1:3000/cable"
    assert settings().token.reveal({"TOKEN": " secret "}) == "secret"


@pytest.mark.parametrize(
    "given",
    [
        {"url": ""},
        {"url": "chat.example.com"},
        {"url": "wss://chat.example.com"},
        {"url": "http://chat.example.com"},
        {"url": "https://chat.example.com/app/accounts/1"},
        {"url": "https://chat.example.com?x=1"},
        {"url": "https://ann:secret@chat.example.com"},
        {"token_env": None},
        {"token_file": "token"},
        {"account_id": 0},
        {"account_id": "one"},
        {"colour": "red"},
    ],
)
def test_what_cannot_work_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


def test_an_unencrypted_way_is_taken_knowingly() -> None:
    assert settings(url="http://chat.example.com", insecure=True).base == "http://chat.example.com"
