"""What files and matches are to each other: imports, bases, layers, nesting, and no circles."""
