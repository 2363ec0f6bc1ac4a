"""The rules of the front door: what a partner agency sends is taken, whatever is odd about it."""
