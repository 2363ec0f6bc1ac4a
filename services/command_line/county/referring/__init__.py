"""The county's front door: contacts, submissions, assessments, exploitation."""
