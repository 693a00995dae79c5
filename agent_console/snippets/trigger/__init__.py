"""What is typed for a reply: triggers and patterns, found as one types or left of the cursor."""
