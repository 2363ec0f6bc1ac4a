"""The complaints procedure as pure rules: commands in, events or a refusal out."""
