"""May this reply go to this customer? `check` says so, `evidence` says why, each reason in one line."""
