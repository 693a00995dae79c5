"""From the text of one file to its matches: the schema of both dialects, and where something is written."""
