"""The demonstration: scripted customers and a sample shop, all on this machine."""
