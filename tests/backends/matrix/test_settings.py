"""Settings of a Matrix account: complete, and without a secret in them."""

import pytest
from pydantic import ValidationError

from agent_console.config.matrix import MatrixSettings

USUAL = {
    "homeserver": "https://matrix.example.com",
    "team_room": "#support:example.com",
    "inviters": ("@bot:example.com",),
    "token_env": "TOKEN",
}


def test_a_token_is_enough() -> None:
    settings = MatrixSettings.model_validate(USUAL)
    assert not settings.by_password
    assert settings.secret.env == "TOKEN"


def test_a_password_goes_with_a_user() -> None:
    own = {**USUAL, "token_env": None, "password_env": "PASSWORD"}
    settings = MatrixSettings.model_validate({**own, "user": "@ann:example.com"})
    assert settings.by_password
    assert settings.secret.env == "PASSWORD"
    with pytest.raises(ValidationError, match="needs a `user`"):
        MatrixSettings.model_validate(own)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"homeserver": "http://matrix.example.com"}, "unencrypted"),
        ({"homeserver": "wss://matrix.example.com"}, "must be an address"),
        ({"team_room": "support"}, "no room's id or alias"),
        ({"user": "ann"}, "no Matrix ID"),
        ({"inviters": ()}, "at least 1 item"),
        ({"token_env": None}, "needs either"),
        ({"password_env": "PASSWORD", "user": "@ann:example.com"}, "leave one of them out"),
        ({"token": "syt_abc"}, "Extra inputs"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        MatrixSettings.model_validate({**USUAL, **change})


def test_this_machine_may_be_reached_plainly() -> None:
    assert MatrixSettings.model_validate({**USUAL, "homeserver": "http://127.0.0.1:8008"})
