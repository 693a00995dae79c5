"""What a reply does besides its text: the steps under `actions`."""
