"""The parts of a screen, each drawn from domain values."""
