"""Cases put into the help desk as its own code would keep them."""

from datetime import datetime
from typing import Any

from helpdesk.models import FollowUp, Queue, Ticket


def fill(cases: list[dict[str, Any]]) -> None:
    """Keep the cases, oldest first."""
    queue = Queue.objects.create(title="Support", slug="support")
    for case in cases:
        ticket = Ticket.objects.create(
            queue=queue,
            title=case["subject"],
            submitter_email=case["email"],
            status=getattr(Ticket, f"{case['status'].upper()}_STATUS"),
            description=case["lines"][0],
        )
        for at, line in zip(case["at"], case["lines"], strict=True):
            FollowUp.objects.create(
                ticket=ticket, date=datetime.fromisoformat(at), title="Comment", comment=line, public=True
            )
