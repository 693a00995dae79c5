"""How people ask, promise, thank and complain, one module a language."""
