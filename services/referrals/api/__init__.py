"""HTTP for referrals: a body in, one command, the case out. No rules here."""
