"""A child's time in care over HTTP."""
