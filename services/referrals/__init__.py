"""Referrals: the front door, from a contact about a child to the end of the assessment.

A partner or a member of the public gets in touch; what is done is decided in one working day, and
the referrer is told. Where it is social work, the contact is a referral: an assessment is started,
and authorised within 45 working days (Working Together; two clocks). Exploitation is worked on the
same case, and the index of people is kept here. Start reading in `domain/deciding.py`, then in
`domain/places.py`.
"""
