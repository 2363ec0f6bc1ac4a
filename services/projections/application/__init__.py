"""What the projection service does: projects messages, and answers questions about them."""
