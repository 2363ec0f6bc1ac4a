"""The rules of placements: a child's time in care, and the households that foster. Pure."""
