"""The read models in PostgreSQL: their tables, and the SQL that writes and asks them."""
