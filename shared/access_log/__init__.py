"""Who read which case, when, in what role and why: a log of its own beside the events."""
