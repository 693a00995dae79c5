"""Why a look-up did not work, in words for the agent."""


class LookUpError(Exception):
    """Records could not be read; the message goes on: "orders: ..." and holds no secret."""
