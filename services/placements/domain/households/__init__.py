"""Fostering households: their approval, their places, and who may lawfully be placed there.

Two limits stand side by side and are never mixed. The usual fostering limit of three is the law's
(Children Act 1989 Sch 7 para 2): siblings of each other (para 3) and a child whom an exemption
names (para 4) may go beyond it, an emergency may not. The terms of approval (places, ages) are the
authority's own, and may be absent: beyond their places too go siblings and a child exempted by
name, and for six working days a child in an emergency (SI 2010/959 reg 23); ages give way to
nothing but that emergency.
"""
