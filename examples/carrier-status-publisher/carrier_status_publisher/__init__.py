"""A publisher of the carrier gateway: sends what `carrier/status-feed@1` promises, over NATS."""
