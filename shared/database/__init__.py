"""PostgreSQL: started where none is given, provisioned with least rights, migrated, connected to."""
