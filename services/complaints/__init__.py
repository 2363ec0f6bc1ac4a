"""Complaints: how the authority answers what people say about its children's services.

A contact is received, acknowledged and given a route; on the statutory route Stage 1 starts, which
counts from the day it was received, and is answered in ten working days, or up to twenty where it
was extended (Children Act 1989 Representations Procedure (England) Regulations 2006, SI
2006/1738). Compliments are kept beside. Start reading in `domain/stage_1.py`, then in
`domain/places.py`.
"""
