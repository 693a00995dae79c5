"""Which language the console speaks, by the settings and the locale."""

import pytest

from agent_console.texts import language_for


@pytest.mark.parametrize(
    ("setting", "environ", "language"),
    [
        ("auto", {}, "en"),
        ("auto", {"LANG": "de_AT.UTF-8"}, "de"),
        ("auto", {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ("auto", {"LANG": "de_DE.UTF-8", "LC_ALL": "nb_NO.UTF-8"}, "nb"),
        ("auto", {"LANG": "nn_NO.UTF-8"}, "nb"),
        ("auto", {"LANG": "no"}, "nb"),
        ("auto", {"LANG": "sr@latin"}, "en"),
        ("auto", {"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ru:de"}, "ru"),
        ("auto", {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"}, "en"),
        ("auto", {"LANG": "../../etc"}, "en"),
        ("ru", {"LANG": "de_DE.UTF-8"}, "ru"),
    ],
)
def test_the_language_is_that_of_the_setting_or_of_the_locale(
    setting: str, environ: dict[str, str], language: str
) -> None:
    assert language_for(setting, environ) == language
