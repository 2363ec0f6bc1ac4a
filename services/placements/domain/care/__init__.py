"""A child's time in care: legal status, reviewing officer, placements, visits, reviews."""
