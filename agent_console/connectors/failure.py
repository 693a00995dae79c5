"""Why a look-up did not work, in words for the agent."""


class LookUpError(Exception):
    """Records could not be read; the message goes on: "orders: ..." and holds no secret."""


class RefusedError(LookUpError):
    """The system does not take the console for who it says it is, or not any more."""


class MissingError(LookUpError):
    """The system has nothing at that address."""
