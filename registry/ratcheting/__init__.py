"""The ratchet: findings that stood when a registry began to count them, and may only become fewer."""
