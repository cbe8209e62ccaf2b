"""Where the data of a manifest was written: in its own file, or in the defaults of its system."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossdock.registry.model.location import Part, Place, escape_token


@dataclass(frozen=True, slots=True)
class Origin:
    """A file whose data is read, and what of it was taken from elsewhere.

    `inherited` are the pointers of whole values that came from below `defaults` in the file `lender`.
    """

    path: str
    contract: str | None = None
    inherited: frozenset[str] = frozenset()
    lender: str = ""

    def is_inherited(self, pointer: str) -> bool:
        """Whether the value at a pointer was written elsewhere."""
        if not self.inherited:
            return False
        return any(pointer == root or pointer.startswith(root + "/") for root in self.inherited)

    def place(self, pointer: str, part: Part = Part.VALUE) -> Place:
        """Return where the value at a pointer was written."""
        if self.is_inherited(pointer):
            return Place(self.lender, "/defaults" + pointer, part)
        return Place(self.path, pointer, part)


def pointer_of(tokens: Iterable[str | int]) -> str:
    """Return the JSON Pointer of a chain of keys and indexes."""
    return "".join("/" + escape_token(str(token)) for token in tokens)
