"""What every service that keeps cases has alike: people, register, policy, erasure, process.

A service adds its own kinds of case, with their rules, codes and tables, and its own policy terms.
Nothing here knows a procedure. Pure parts (`terms`, `stored`, `refusals`, `dates`, `local`,
`people`, and the `state` and `rules` of `register`, `policy` and `erasure`) are what a domain may
import; the rest puts a service together.
"""
