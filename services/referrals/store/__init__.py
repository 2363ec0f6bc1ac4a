"""What the referrals service keeps in PostgreSQL beside its log: names of events, and queries."""
