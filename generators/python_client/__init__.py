"""The Python client: what its generator is made of."""
