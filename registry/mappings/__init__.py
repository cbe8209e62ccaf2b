"""Finds what a mapping connects, judges it, applies it, and proves it on payloads."""
