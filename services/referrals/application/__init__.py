"""What the referrals service does with its rules: load, decide, describe, append."""
