"""Which language is written, and which is spoken in a conversation."""
