"""The hub's REST interface, on a port of its own, and its webhooks."""
