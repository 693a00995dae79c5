"""The customer's side of a hub: the connection, the client, and the terminal program."""
