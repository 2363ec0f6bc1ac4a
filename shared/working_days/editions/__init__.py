"""Calendar editions: one committed file each, never edited once a clock has used it."""
