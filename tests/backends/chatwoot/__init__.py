"""Chatwoot: a stand-in written from its protocol, and tests of what is special to it."""
