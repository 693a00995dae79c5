"""Who and what belongs to one customer: names and how they are spoken to, numbers, addresses, orders."""
