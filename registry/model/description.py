"""One of several descriptions of the same thing, as `same_as` of a manifest names it."""

from dataclasses import dataclass

from crossdock.registry.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Description:
    """A place that describes a payload: in another contract, in a file of the own folder, or (neither) in the own document.

    `text` is what was written; `pointer` is a JSON Pointer, `""` for the only payload there is.
    """

    text: str
    contract: Reference | None = None
    file: str | None = None
    pointer: str = ""
