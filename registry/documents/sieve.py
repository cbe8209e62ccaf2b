"""Tells at native speed which parts of a document a walk may leave out: those in whose text what it looks for does not occur.

Text is made of the entries of a document's rooms (`/paths/…`, `/components/schemas/…`), so of everything at most twice.
"""

from collections.abc import Iterable

from crossdock.registry.documents.equality import encode

ENTRIES = (2, 3)  # how many steps below a document's root its entries stand


def mentions(data: object, words: Iterable[bytes]) -> bool:
    """Whether the JSON text of data holds one of the words, wherever it stands."""
    text = encode(data)
    return any(word in text for word in words)
