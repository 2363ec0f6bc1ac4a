"""An invented county: its people, its teams, its complaints, and how all that comes to be told."""
