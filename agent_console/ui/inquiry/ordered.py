"""A question that one key of its own answers, because Enter is pressed out of habit."""

from abc import abstractmethod

from agent_console.ui.inquiry.inquiry import Inquiry, Order


class Ordered(Inquiry):
    """Its key is the one that takes the steps of a canned reply, and only while the question has the keys."""

    raised_at = float("-inf")
    """When it was asked, in monotonic seconds: a key that comes right behind was not meant for it."""

    @abstractmethod
    def confirmed(self) -> Order | None:
        """Return what the key orders; None where there is nothing to do."""
