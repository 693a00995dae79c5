"""What is there only while the hub runs: sockets, who is connected, and what they are shown."""
