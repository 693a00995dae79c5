"""The dual encoder: how well a reply continues a dialogue, and what it has learnt."""
