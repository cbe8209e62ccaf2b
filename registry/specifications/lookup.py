"""Finds data by reference tokens, whatever the data holds."""

from collections.abc import Sequence


def find_value(data: object, tokens: Sequence[str]) -> object:
    """Return the data at a place, `None` when there is none."""
    for token in tokens:
        if isinstance(data, dict):
            data = data.get(token)
        elif isinstance(data, list) and token.isdecimal() and int(token) < len(data):
            data = data[int(token)]
        else:
            return None
    return data
