"""Text to data, references, and positions found when a finding needs them."""
