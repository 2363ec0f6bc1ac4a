"""The rules of the index of people: one entry a person, made only after a search for them."""
