"""The index of people at work: blind indexes, searches, and what an entry tells the world."""
