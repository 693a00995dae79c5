"""The model beside the rules: figures of a draft against each conversation, what they weigh, and why."""
