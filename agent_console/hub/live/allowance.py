"""How much customers may send: each one has an allowance for each kind of thing."""

from agent_console.domain.customer import CustomerId
from agent_console.hub.clock import HubClock
from agent_console.hub.live.bucket import Buckets
from agent_console.hub.settings import HubSettings
from agent_console.wire.frame import Chunk, Frame, Reread, Typing

BYTES_A_SECOND = 4 * 1024
"""On the whole, at one message a second; more where more messages are allowed."""
BURST_SECONDS = 8
"""So much of the rate may come at once."""
FILE_BYTES_A_SECOND = 1024 * 1024
HINTS_A_SECOND, HINT_BURST = 1.0, 5
VISITS_A_SECOND, VISIT_BURST = 0.2, 5
REQUESTS_A_SECOND, REQUEST_BURST = 0.2, 10


class Allowance:
    """Counts what customers send; every answer is 0, or for how many seconds it is too much."""

    def __init__(self, settings: HubSettings, clock: HubClock) -> None:
        self._clock = clock
        self._messages = Buckets(settings.customer_rate, settings.customer_burst)
        self._readings = Buckets(settings.customer_rate, settings.customer_burst)
        self._typing = Buckets(HINTS_A_SECOND, HINT_BURST)
        self._seen = Buckets(HINTS_A_SECOND, HINT_BURST)
        self._visits = Buckets(VISITS_A_SECOND, VISIT_BURST)
        self._requests = Buckets(REQUESTS_A_SECOND, REQUEST_BURST)
        self._bytes = _bytes(BYTES_A_SECOND * max(1.0, settings.customer_rate))
        self._file_bytes = _bytes(FILE_BYTES_A_SECOND)

    def message(self, customer: CustomerId) -> float:
        """Count a message."""
        return self._messages.take(customer, self._clock.seconds())

    def request(self, customer: CustomerId) -> float:
        """Count something that is asked for."""
        return self._requests.take(customer, self._clock.seconds())

    def reading(self, customer: CustomerId) -> float:
        """Count that the customer has read something; the answer is how long the next such word must wait."""
        return self._seen.owe(customer, self._clock.seconds(), 1)

    def visit(self, customer: CustomerId) -> float:
        """Count that the customer is on another page; the answer is how long the next such word must wait."""
        return self._visits.owe(customer, self._clock.seconds(), 1)

    def hint(self, customer: CustomerId, frame: Reread | Typing) -> float:
        """Count a frame that may be dropped; each kind for itself."""
        kinds = {Reread: self._readings, Typing: self._typing}
        return kinds[type(frame)].take(customer, self._clock.seconds())

    def size(self, customer: CustomerId, frame: Frame, size: int) -> float:
        """Count the bytes of a frame that has come; pieces of files have an allowance of their own."""
        buckets = self._file_bytes if isinstance(frame, Chunk) else self._bytes
        return buckets.owe(customer, self._clock.seconds(), size)


def _bytes(rate: float) -> Buckets:
    return Buckets(rate, int(rate * BURST_SECONDS))
