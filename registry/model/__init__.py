"""Frozen values that every other room shares; imports the standard library only."""
