"""Names of a compiled mapping: identifiers for whatever contracts call their parts, each used once."""

import keyword
import re
import unicodedata

from crossdock.registry.model import mapping_runtime

_RESERVED = frozenset(("source", "target", "value", *vars(mapping_runtime)))


class Names:
    """Names that are taken in one module."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def function(self, title: str) -> str:
        """Return a free name in snake_case; a leading underscore is kept."""
        return self._free(("_" if title.startswith("_") else "") + _words(title).lower())

    def constant(self, title: str) -> str:
        """Return a free name in capitals."""
        return self._free(_words(title).upper())

    def _free(self, name: str) -> str:
        found, number = name, 2
        while found in self._taken or keyword.iskeyword(found):
            found, number = f"{name}_{number}", number + 1
        self._taken.add(found)
        return found


def _words(title: str) -> str:
    """Return the ASCII words of a title joined by underscores, never starting with a digit."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", plain)
    name = "_".join(parts) or "unnamed"
    return f"n{name}" if name[0].isdigit() else name
