"""May this reply go to this customer? Pure rules, each explained in one line to the agent."""
