"""Practice: more and more scripted customers at once, and how well each of them was served."""
