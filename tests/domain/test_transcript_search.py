"""Lines are found by all their words, the better and newer first, and what has not changed is read once."""

from datetime import timedelta

from agent_console.domain.chat import ConversationId, Delivery, Message, Mode
from agent_console.domain.record import CaseLine
from agent_console.domain.transcript_search import (
    Findings,
    Page,
    Query,
    Rank,
    Source,
    group_of,
)
from tests.domain.chats import NOON, said


def _page(*texts: str) -> Page:
    page = Page()
    page.tell([_message(place, text) for place, text in enumerate(texts, start=1)])
    return page


def _message(sequence: int, text: str) -> Message:
    at = NOON + timedelta(minutes=sequence)
    message = said(sequence, text=text)
    return Message(message.client_id, message.author, "Ana", text, at, sequence)


def _search(typed: str, *pages: Page, most: int = 50, ranked: int = 50) -> Findings:
    query = Query.of(typed)
    groups = [
        group_of(
            ConversationId(f"chat {n}"), [(Source(ConversationId(f"chat {n}")), page)], query, most, ranked
        )
        for n, page in enumerate(pages)
    ]
    return Findings.of(query, [group for group in groups if group is not None], most)


def _texts(findings: Findings) -> list[str]:
    return [hit.spoken.text for hit in findings.hits]


def test_a_line_must_have_every_word_in_any_order() -> None:
    page = _page("the lamp is broken", "broken glass", "a BROKEN Lämp")
    assert _texts(_search("lamp broken", page)) == ["a BROKEN Lämp", "the lamp is broken"]
    assert _texts(_search("lamp missing", page)) == []
    assert _texts(_search("   ", page)) == []


def test_phrases_come_before_words_and_words_before_parts_then_the_newer_first() -> None:
    page = _page("gift card", "card for a gift", "giftcards", "a gift card, please", "gift wrap and card")
    assert [(hit.rank, hit.place) for hit in _search("gift card", page).hits] == [
        (Rank.PHRASE, 3),
        (Rank.PHRASE, 0),
        (Rank.WORDS, 4),
        (Rank.WORDS, 1),
        (Rank.PARTS, 2),
    ]


def test_a_name_narrows_down_to_its_customer_unless_nothing_else_is_looked_for() -> None:
    assert Query.of("mira refund").within("Mira Holm").words == ("refund",)
    assert Query.of("mira refund").within("Bo Berg").words == ("mira", "refund")
    assert Query.of("mira").within("Mira Holm").words == ("mira",)


def test_the_customer_with_the_best_line_comes_first_and_the_list_is_cut() -> None:
    findings = _search("red lamp", _page("lamp, red"), _page("red lamp", "lamp red", "red red lamp"), most=2)
    assert [(group.conversation, len(group.hits), group.count) for group in findings.groups] == [
        ("chat 1", 2, 3)
    ]
    assert findings.count == 4


def test_of_very_many_lines_the_newest_are_put_in_order_and_all_are_counted() -> None:
    findings = _search("lamp", _page(*["lamp"] * 30), ranked=3)
    assert [hit.place for hit in findings.hits] == [29, 28, 27]
    assert findings.count == 30


def test_one_goes_round_the_list() -> None:
    findings = _search("lamp", _page("lamp 1", "lamp 2", "lamp 3"))
    first, second, third = findings.hits
    held = {first.source.conversation}
    assert findings.beside(first, 1, held) is second
    assert findings.beside(first, -1, held) is third
    assert findings.beside(third, 1, held) is first
    assert [findings.place(hit) for hit in findings.hits] == [1, 2, 3]
    (gone,) = _search("lamp", _page("other lamp")).hits
    assert findings.beside(gone, 1, held) is first
    assert findings.place(gone) == 0


def test_one_goes_past_the_lines_of_those_who_have_left() -> None:
    findings = _search("lamp", _page("a lamp"), _page("my lamp"), _page("lamp 1", "lamp 2"))
    by_chat = {hit.source.conversation: hit for hit in findings.hits}
    first, last = by_chat[ConversationId("chat 0")], by_chat[ConversationId("chat 2")]
    held = {hit.source.conversation for hit in (first, last)}
    seen = [first]
    for _ in range(3):
        seen.append(findings.beside(seen[-1], 1, held))
    assert [hit.source.conversation for hit in seen] == ["chat 0", "chat 2", "chat 2", "chat 0"]
    assert findings.beside(first, 1, ()) is first


def test_what_has_grown_is_read_further_and_what_was_edited_anew() -> None:
    messages = [_message(1, "the first lamp"), _message(2, "the second lamp")]
    page = Page()
    page.tell(messages)
    known = page.lines[0]
    page.tell([*messages, _message(3, "a third lamp")])
    assert page.lines[0] is known
    assert list(page.find(Query.of("third"))) == [2]
    page.tell([messages[0], _message(2, "a shade"), _message(3, "a third lamp")])
    assert list(page.find(Query.of("second"))) == []
    assert list(page.find(Query.of("shade"))) == [1]
    page.tell(messages[:1])
    assert list(page.find(Query.of("lamp"))) == [0]


def test_amendments_and_deleted_words_are_not_found_and_notes_are_as_notes() -> None:
    note = Message(said(1).client_id, said(1).author, "Kim", "lamp", NOON, 1, Mode.NOTE)
    gone = Message(said(2).client_id, said(2).author, "Kim", "lamp", NOON, 2, delivery=Delivery.RECALLED)
    amendment = Message(said(3).client_id, said(3).author, "Kim", "lamp", NOON, 3, amends=1)
    page = Page()
    page.tell([note, gone, amendment])
    assert list(page.find(Query.of("lamp"))) == [0]
    assert page.lines[0].note


def test_what_was_said_in_earlier_chats_is_found_too() -> None:
    page = Page()
    page.recount([CaseLine("Ana", "the lamp", NOON), CaseLine("Kim", "a note about it", None, note=True)])
    (hit,) = _search("note", page).hits
    assert (hit.spoken.author, hit.spoken.note, hit.spoken.sequence) == ("Kim", True, 0)
    assert hit.order[0] == Rank.WORDS
