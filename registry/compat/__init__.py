"""Compatibility: the change list, inclusion, witnesses, the verdict and the version it needs."""
