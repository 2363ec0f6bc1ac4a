"""Placements: a child's time in care, where they live, who cares for them, and who reviews it.

A child becomes looked after; a reviewing officer is told of and appointed, placements are looked
for, made, moved and ended, each with its plan and its visits, and the case is reviewed at set
intervals (Care Planning, Placement and Case Review (England) Regulations 2010, SI 2010/959). A
placement with one of the authority's own fostering households takes a place there in the same
step, by that household's own rule (Children Act 1989 Sch 7). Start reading in
`domain/care/duties.py`, then in `domain/households/occupancy.py`.
"""
