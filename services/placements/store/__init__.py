"""What the placements service keeps: its stored event types, and its tables."""
