"""The embedded hub: customers' and agents' sockets over a durable store."""
