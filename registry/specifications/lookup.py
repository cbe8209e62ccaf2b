"""Finds data by reference tokens, whatever the data holds."""

from collections.abc import Sequence

from crossdock.registry.documents.pointer import step_into


def find_value(data: object, tokens: Sequence[str]) -> object:
    """Return the data at a place, `None` when there is none."""
    try:
        for token in tokens:
            data = step_into(data, token)
    except KeyError:
        return None
    return data
