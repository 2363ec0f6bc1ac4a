"""The command line `candour`: above every service, imported by none, reaching them by HTTP."""
