"""What the console does between chat system, journal and screen; asyncio, no Textual, no files."""
