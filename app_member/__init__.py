"""The customer's app: the card and what it has brought."""
