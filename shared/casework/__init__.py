"""What every service that keeps cases has alike: people, register, policy, erasure, process.

A service adds its own kinds of case, with their rules, codes and tables, and its own policy terms.
Nothing here knows a procedure. A service's `domain` imports the pure parts only: `terms`, `stored`,
`refusals`, `impossible`, `here`, `local`, `dates`, `clocks`, `asking`, `people.details`, `beside`,
and the states, happenings and rules of `register`, `policy` and `erasure`. The rest puts a service
together.
"""
