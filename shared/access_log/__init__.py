"""Who read which case, when, in what role: a log of its own beside the events."""
