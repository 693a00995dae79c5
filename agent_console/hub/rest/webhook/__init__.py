"""Webhooks: what happens in the hub, told to other programs, at least once and in order."""
