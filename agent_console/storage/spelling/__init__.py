"""Dictionaries on this machine, and the process that looks words up in them."""
