"""The services of Candour: complaints, referrals, placements, projections, and the command line."""
