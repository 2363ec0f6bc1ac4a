"""The front door over HTTP: submissions of partner agencies, their receipts, their progress."""
