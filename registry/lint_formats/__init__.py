"""The formats of `crossdock lint`, one file each."""
