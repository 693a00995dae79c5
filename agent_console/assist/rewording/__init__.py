"""Texts in other words and other languages, by a machine: what it is sent, and what may come back."""
