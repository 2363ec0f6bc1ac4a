"""PostgreSQL: started where none is given, provisioned, migrated, connected to."""
