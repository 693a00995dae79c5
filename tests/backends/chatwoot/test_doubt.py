"""What became of a message that got no answer, by what is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.backends.chatwoot.doubt import Doubt, Fate, fate
from agent_console.backends.chatwoot.record import Entry
from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.outbox import Intent
from tests.backends.chatwoot.test_ledger import ENTRY

AT = 1_758_700_000
INTENT = Intent(
    client_id=ClientId("mine"),
    conversation=ConversationId("148"),
    customer=CustomerId("8"),
    fence=1,
    mode=Mode.REPLY,
    text="it comes on Monday",
    accepted_at=datetime.fromtimestamp(AT, UTC),
)
FILED = replace(INTENT, text="", attachment="0f", file_name="label.pdf")
OWN = replace(ENTRY, id=50, author=Author.AGENT, sender=7, text="it comes on Monday", at=AT + 1.0)
LABEL = Attachment("label.pdf", "application/pdf", 5, "https://chat.example.com/label.pdf")
LATER = Doubt(boundary=40, tried_at=0.0)
EARLIER_RUN = Doubt(boundary=None, tried_at=0.0)


@pytest.mark.parametrize(
    ("intent", "own", "doubt", "keeps", "expected"),
    [
        (INTENT, [], LATER, False, Fate.ABSENT),
        (INTENT, [OWN], LATER, False, Fate.STORED),
        (INTENT, [OWN], LATER, None, Fate.STORED),
        (INTENT, [OWN], LATER, True, Fate.ABSENT),
        (INTENT, [replace(OWN, text=" it comes on Monday\n")], LATER, False, Fate.STORED),
        (INTENT, [replace(OWN, id=40)], LATER, False, Fate.ABSENT),
        (INTENT, [replace(OWN, private=True)], LATER, False, Fate.ABSENT),
        (INTENT, [replace(OWN, text="something else")], LATER, False, Fate.ABSENT),
        (INTENT, [replace(OWN, attachment=LABEL)], LATER, False, Fate.ABSENT),
        (replace(INTENT, text="hi {{contact.name}}"), [OWN], LATER, False, Fate.OPEN),
        (replace(INTENT, text="hi {{contact.name}}"), [], LATER, False, Fate.ABSENT),
        (FILED, [replace(OWN, text="", attachment=LABEL)], LATER, False, Fate.STORED),
        (FILED, [replace(OWN, text="", attachment=LABEL)], LATER, True, Fate.STORED),
        (
            FILED,
            [replace(OWN, text="", attachment=replace(LABEL, name="label_1.pdf"))],
            LATER,
            True,
            Fate.OPEN,
        ),
        (FILED, [], LATER, True, Fate.ABSENT),
        (INTENT, [OWN], EARLIER_RUN, False, Fate.STORED),
        (INTENT, [replace(OWN, at=AT - 1.0)], EARLIER_RUN, False, Fate.STORED),
        (INTENT, [replace(OWN, at=AT - 30.0)], EARLIER_RUN, False, Fate.OPEN),
        (INTENT, [replace(OWN, at=AT - 300.0)], EARLIER_RUN, False, Fate.ABSENT),
    ],
)
def test_a_message_is_sent_again_only_when_it_is_certainly_not_there(
    intent: Intent, own: list[Entry], doubt: Doubt, keeps: bool | None, expected: Fate
) -> None:
    found, entry = fate(intent, own, doubt, keeps)
    assert found is expected
    assert (entry is not None) is (expected is Fate.STORED)
