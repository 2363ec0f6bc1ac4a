"""The county's children in care, and its fostering households."""
