"""The scalar that a YAML block collection ends with, told from its data and its last characters."""

from crossdock.registry.documents.spans import Spans


def find_last_scalar(text: str, node: Spans, data: object) -> Spans | None:
    """Return the place of the last scalar in a collection, `None` where it is not written in one line behind its key, dash or comma.

    A block scalar that ended in the same words would hold what stands before them, too, and so would not be that scalar.
    """
    key: str | None = None
    while data and isinstance(data, (dict, list)):
        key = None if isinstance(data, list) else next(reversed(data))
        data = data[-1] if key is None else data[key]
    if isinstance(data, (dict, list)):
        return None
    written = data if isinstance(data, str) else "true" if data is True else "false" if data is False else str(data)
    before = ("- ", ", ", "[") if key is None else (f"{key}: ",)
    end = node.end
    while text[end - 1] in "}] \n":
        end -= 1
    quote = text[end - 1] if text[end - 1] in "'\"" else ""
    words = f"{quote}{written}{quote}"
    start = end - len(words)
    is_there = words != "" and text.startswith(words, start) and text[max(start - 200, 0) : start].endswith(before)
    return Spans(start, end) if is_there else None
