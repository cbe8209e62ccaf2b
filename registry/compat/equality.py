"""Equality of JSON data, as comparing uses it; documents know it too."""

from crossdock.registry.documents.equality import encode, is_equal

__all__ = ["encode", "is_equal"]
