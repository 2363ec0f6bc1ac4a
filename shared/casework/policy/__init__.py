"""An authority's policy: what is local, in dated editions, with terms of each service's own."""
