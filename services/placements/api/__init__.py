"""The HTTP of the placements service: bodies in, views out, one module a step."""
