"""Crossdock's registry: contracts as code in Git, judged at every change."""
