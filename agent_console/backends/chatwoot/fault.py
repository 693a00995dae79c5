"""What can go wrong between the console and a Chatwoot, in words for the agent."""

CODES = {401: "forbidden", 403: "forbidden", 404: "unknown"}
"""What a status says, for programs; any other is `refused`."""


class ChatwootError(Exception):
    """Something was not done; `reason` is for a person, `code` for programs."""

    def __init__(self, reason: str, code: str = "offline") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class MalformedError(ChatwootError):
    """An answer is not what the protocol says."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, "malformed")


class UnansweredError(ChatwootError):
    """There was no answer; `left` says whether the request may have reached the server all the same."""

    def __init__(self, reason: str, left: bool) -> None:
        super().__init__(reason)
        self.left = left


class ThrottledError(ChatwootError):
    """The server takes no more for a while; nothing was done."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason, "throttled")
        self.seconds = seconds


class RefusedError(ChatwootError):
    """The server refused the request; nothing was done."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason, CODES.get(status, "refused"))
        self.status = status


class UnknownTokenError(ChatwootError):
    """The server does not know the agent's token; trying again does not cure that."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, "token")
