"""The web widget: the chat on a company's web pages, served by the hub itself."""
