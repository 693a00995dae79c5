"""The language of LibreTranslate's programming interface: `POST /translate`, `GET /languages`."""

from collections.abc import Mapping
from typing import Final

from agent_console.assist.rewording.answer import AnswerError
from agent_console.texts import N_

PATH: Final = "/translate"
LANGUAGES_PATH: Final = "/languages"
ANY: Final = "auto"
"""Leaves it to the server to find out which language a text is in."""
_CODES: Final = {
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "pt-br": "pt-BR",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-hant": "zh-Hant",
}
"""Tags that the server calls otherwise than by their language alone."""


def code(tag: str) -> str:
    """Return what the server calls the language of a BCP 47 tag; an empty tag is any language."""
    known = tag.replace("_", "-").casefold()
    alone = known.partition("-")[0]
    return _CODES.get(known) or _CODES.get(alone, alone) or ANY


def request(text: str, source: str, target: str, key: str) -> Mapping[str, str]:
    """Return the body of a request; the tags of the languages are BCP 47, the source may be empty."""
    body = {"q": text, "source": code(source), "target": code(target), "format": "text"}
    return body | ({"api_key": key} if key else {})


def answer(body: object) -> object:
    """Return what stands for the translation in an answer; raise AnswerError where nothing does."""
    match body:
        case {"translatedText": translated}:
            return translated
    raise AnswerError(N_("the answer of {host} has another form than LibreTranslate's"))


def languages(body: object) -> frozenset[str]:
    """Return the codes of the languages that a server lists; none where it lists them in another form."""
    listed = body if isinstance(body, list) else []
    return frozenset(str(one["code"]) for one in listed if isinstance(one, dict) and "code" in one)
