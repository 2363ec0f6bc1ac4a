"""The projection service: are we on time, for whom are we late, what did we know and when.

It reads the published messages of the other services and keeps every clock, fact, case and person
of theirs as they were and as they were known. It knows no procedure: a new one in a new service
appears in the figures for time limits without a line changed here. Begin with `read_models/folding`
(messages into rows), then `indicators/` (what is counted), then `application/answering` (a figure,
or why there is none). `pages/` shows the same answers to people.
"""
