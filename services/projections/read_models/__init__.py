"""What the projection service keeps: clocks, facts, cases and people, as they were and were known.

Pure: pages of messages in, rows out. Nothing here knows a procedure.
"""
