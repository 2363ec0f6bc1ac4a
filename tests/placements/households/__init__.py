"""Tests of fostering households."""
