"""Questions that the console puts to the agent before it carries a command out."""
