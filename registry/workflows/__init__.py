"""Judges workflows: their states, their messages, their invariants."""
