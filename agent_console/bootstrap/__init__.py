"""The composition root: the only place that picks implementations; one module for each program."""
