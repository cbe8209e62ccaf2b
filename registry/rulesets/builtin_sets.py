"""The rulesets that come with the format: `spectral:oas` and its like, written in the format itself."""

from functools import cache
from importlib.resources import files

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document

PREFIX = "spectral:"


@cache
def builtin_names() -> tuple[str, ...]:
    """Return what can be extended by name."""
    folder = files(__package__) / "builtin"
    return tuple(sorted(PREFIX + file.name.removesuffix(".yaml") for file in folder.iterdir()))


@cache
def load_builtin(name: str) -> Document | None:
    """Return a built-in ruleset, `None` when there is none of that name."""
    if name not in builtin_names():
        return None
    file = files(__package__) / "builtin" / f"{name.removeprefix(PREFIX)}.yaml"
    return read_document(name, file.read_bytes())
