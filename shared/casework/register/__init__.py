"""An authority's register of teams and workers, kept by each service for itself."""
