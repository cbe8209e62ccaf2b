"""Explains every rule: those of this program and of installed packages, and those of rulesets."""
