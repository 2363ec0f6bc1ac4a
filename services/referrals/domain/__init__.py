"""The rules of referrals: pure functions of a command, the case, the calendar and local policy."""
