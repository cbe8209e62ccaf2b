"""The rulesets that come with the format: `spectral:oas` and its like, written in the format itself."""

from functools import cache
from pathlib import Path

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document

PREFIX = "spectral:"
_FOLDER = Path(__file__).parent / "builtin"


@cache
def builtin_names() -> tuple[str, ...]:
    """Return what can be extended by name."""
    return tuple(sorted(PREFIX + file.name.removesuffix(".yaml") for file in _FOLDER.iterdir()))


@cache
def load_builtin(name: str) -> Document | None:
    """Return a built-in ruleset, `None` when there is none of that name."""
    if name not in builtin_names():
        return None
    return read_document(name, (_FOLDER / f"{name.removeprefix(PREFIX)}.yaml").read_bytes())
