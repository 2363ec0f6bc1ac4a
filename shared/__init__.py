"""Small libraries that know no case; each could be published on its own."""
