"""Typed clients and other code from contracts."""
