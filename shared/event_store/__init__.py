"""The log: appended in groups, gapless, in commit order, never changed."""
