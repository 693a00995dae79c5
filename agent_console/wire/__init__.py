"""What a hub and its clients say to each other: frames, their JSON, and the rules both ends share; no I/O."""
