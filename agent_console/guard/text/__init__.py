"""A text made comparable: as a reader sees it, by its words, by its terms, by the sound of its letters."""
