"""The index of people over HTTP: search, add, put right."""
