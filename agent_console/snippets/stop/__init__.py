"""Tab stops: how they are written, what becomes of them, and how they go through rendering."""
