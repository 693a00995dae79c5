"""Orders and past cases over HTTP: one engine, driven by settings."""
