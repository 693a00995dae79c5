"""Why a homeserver did not do what it was asked."""

from datetime import timedelta


class OutageError(Exception):
    """It cannot be reached, or is in trouble; trying again may help. The message is for a person."""

    def __init__(self, reason: str, pause: timedelta = timedelta()) -> None:
        """`pause` is what it asks for before the next request."""
        super().__init__(reason)
        self.pause = pause


class RefusalError(Exception):
    """It understood, and will not; the message is for a person."""

    def __init__(self, reason: str, status: int = 0, code: str = "") -> None:
        """`status` is of HTTP and `code` of Matrix, such as `M_FORBIDDEN`; both may be missing."""
        super().__init__(reason)
        self.status = status
        self.code = code


class SignedOutError(RefusalError):
    """It does not know the access token, or does not any more."""
