"""What a console's own sends teach: limits, weights fitted anew, and what came of it all."""
