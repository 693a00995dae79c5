"""Canned responses: read, found by trigger or search, filled in, checked; pure."""
