"""Erasing a person from every case of a service: asked for, carried out, confirmed."""
