"""What is kept on disk: the journal, canned-response files, and where they are."""
