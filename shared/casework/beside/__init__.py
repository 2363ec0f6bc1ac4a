"""What is written down beside any procedure: notes, redactions, who is who."""
