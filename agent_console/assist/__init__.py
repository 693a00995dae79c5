"""What helps an agent who comes back to a chat: computed here, pure, and in words that were said."""
