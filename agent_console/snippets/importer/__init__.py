"""Canned responses of other tools turned into files of our own; pure: texts in, texts and a report out."""
