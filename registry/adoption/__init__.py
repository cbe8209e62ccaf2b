"""Starts a registry and adopts documents that exist already."""
