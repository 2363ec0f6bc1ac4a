"""The projection service over HTTP."""
