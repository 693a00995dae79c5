"""The desk and its nouns: standard library only, no I/O, no clock."""
