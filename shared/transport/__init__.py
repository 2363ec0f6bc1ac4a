"""Stored messages on their way: a relay that copies a log's bytes to its topic, in order per case,
and a source that reads them there and heals what is missing from the owner's feed.
"""
