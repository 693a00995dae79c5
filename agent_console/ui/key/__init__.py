"""What keys are called, what terminals send of them, and what the user makes them do; without Textual."""
