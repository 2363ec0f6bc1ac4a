"""What the complaints service does with its rules: load, decide, describe, append."""
