"""One file a check: each sees a changed contract or the whole registry and yields findings."""
