"""What is durable, in SQLite: each command one step of a transaction, and the questions beside it."""
