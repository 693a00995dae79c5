"""A transcript as a file for people or programs; whatever was written in it is harmless there."""
