"""The models of the files people write, lowered to model values."""
