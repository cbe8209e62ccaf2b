"""The only room that runs git; never a checkout of a past revision."""
