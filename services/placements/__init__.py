"""Placements: a child's time in care, where they live, who cares for them, and who reviews it.

No rule of this service is written yet, so there is no room in it. The first one arrives with
a child becoming looked after.
"""
