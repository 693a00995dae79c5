"""What goes wrong between the hub and a mail server."""


class MailServerError(Exception):
    """A mail server cannot be used at the moment; the message says which, and why."""
