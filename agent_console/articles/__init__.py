"""Help articles as passages that can stand in a reply: read from Markdown, HTML and feeds; pure."""
