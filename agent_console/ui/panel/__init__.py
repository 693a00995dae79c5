"""What stands beside a chat: the rows of a customer's record, and where the agent is among them."""
