"""What the picker finds: canned replies and help articles."""
