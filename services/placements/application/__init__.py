"""What the placements service does with its rules: load, decide, describe, append."""
