"""By when an agent will be back, read from what was written to the customer."""
