"""The types of variable that bodies of espanso's kind have, each a function from its params to a value."""
