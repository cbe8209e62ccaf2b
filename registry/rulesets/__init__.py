"""The engine that runs rulesets in the Spectral format."""
