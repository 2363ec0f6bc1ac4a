"""The pages for people: what they hold, apart from the markup in which they are shown.

Server-rendered, in the look of the GOV.UK Design System but without its crown and its typeface,
which are for gov.uk alone. Nothing is loaded from anywhere else, and no script runs.
"""
