"""Several hubs on one store: who is connected to which, whose turn a common job is, and who is writing."""
