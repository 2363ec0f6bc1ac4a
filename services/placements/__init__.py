"""Placements: a child's time in care, where they live, who cares for them, and who reviews it.

A child becomes looked after; the reviewing service is told and an officer appointed; the child is
placed, visited, reviewed, and moved as lawful (Care Planning, Placement and Case Review
Regulations, SI 2010/959). Fostering households have terms of approval, exemptions and holds, and
decide from their own history who may live there (Children Act 1989 Schedule 7). A placement with a
household changes both cases at once. Start reading in `domain/care/placing.py`, then in
`domain/households/occupancy.py`.
"""
