"""Rules for phrases that need attention, and what they find."""
