"""An invented county: its people and teams, what happens there, and how that comes to be told.

Complaints are told by the modules of this folder, referrals by `referring`, and children in care by
`caring`; `life` puts the year together.
"""
