"""A generation of the read models made anew from the messages that were kept, beside the live one.

`Rebuilder` runs in the worker; `share` is a process that folds a share of the cases.
"""
