"""The front door at work: one append for a submission and the cases of all its children."""
