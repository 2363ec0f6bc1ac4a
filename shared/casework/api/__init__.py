"""HTTP for any service that keeps cases: what bodies, answers and routes of all of them share.

A service adds its own bodies and views, and one module of routes for each room of its procedure.
"""
