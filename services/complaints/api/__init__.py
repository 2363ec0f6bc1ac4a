"""HTTP for complaints: a body in, one command, the case out. No rules here."""
