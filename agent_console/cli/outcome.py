"""How a command ends: its exit code, or one line for the person at the keyboard."""

OK, FAILED, MISUSED = 0, 1, 2


class UserError(Exception):
    """Something that the person at the keyboard can mend; shown as one line, without a traceback."""
