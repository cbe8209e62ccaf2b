"""What the measuring program of compatibility is made of."""
