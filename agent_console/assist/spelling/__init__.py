"""Spelling: which words of a text can be misspelt, and what was meant by one that is."""
