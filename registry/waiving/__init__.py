"""Waivers: which count, what they excuse, what a change loosens, and how one is written."""
