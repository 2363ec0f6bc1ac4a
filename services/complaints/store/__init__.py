"""How complaints are stored: the names of events, and the tables."""
