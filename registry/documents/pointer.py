"""JSON Pointers into parsed data (RFC 6901)."""

from crossdock.registry.model.location import split_pointer


def find_data(data: object, pointer: str) -> object:
    """Return what a JSON Pointer leads to. Raises KeyError when nothing is there.

    >>> find_data({"lines": [{"sku": "A"}]}, "/lines/0/sku")
    'A'
    """
    for token in split_pointer(pointer):
        data = step_into(data, token)
    return data


def step_into(data: object, token: str) -> object:
    """Return the entry of a mapping or sequence that one reference token names. Raises KeyError when there is none."""
    if isinstance(data, dict):
        return data[token]
    if isinstance(data, list) and is_index(token) and int(token) < len(data):
        return data[int(token)]
    raise KeyError(token)


def is_index(token: str) -> bool:
    """Whether a token can be an index: ASCII digits without a leading zero (RFC 6901, section 4)."""
    return token.isascii() and token.isdigit() and len(token) < 10 and (token[0] != "0" or len(token) == 1)
