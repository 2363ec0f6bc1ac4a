"""Referrals: from a partner agency's first contact to its outcome.

No rule of this service is written yet, so there is no room in it. The first one arrives with
the front door for partner agencies.
"""
