"""The terminal console: draws the desk, and turns keys into commands of the services."""
