"""Chat systems, one module each; all implement ports.ChatBackend."""
