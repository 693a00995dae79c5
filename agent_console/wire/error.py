"""The one error of the wire."""


class FrameError(Exception):
    """A frame that cannot be taken or sent; the message is one line that says what is wrong with it."""
