"""E-mail as a channel of the hub: mail in by IMAP, replies and transcripts out by SMTP."""
