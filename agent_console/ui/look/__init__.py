"""How everything looks: the colours, the signs, and what of both a terminal can show."""
