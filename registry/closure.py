"""The files that a contract's promise consists of."""

from collections.abc import Callable

from crossdock.registry.documents.document import Document
from crossdock.registry.facts import outside_references
from crossdock.registry.model.contract import Contract


def find_closure(
    contract: Contract, folder: str, load: Callable[[str], Document | None], claim: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Return the paths of manifest, document, all that these reference, and the system's file below `folder`; sorted.

    `load` and `claim` are those of a `Resolver`.
    """
    system = f"{folder}/{contract.system}/system.yaml"
    found = {path for path in (contract.manifest, system) if load(path) is not None}
    waiting = [contract.document] if contract.document else []
    while waiting:
        path = waiting.pop()
        document = load(path) if path not in found else None
        if document is None:
            continue
        found.add(path)
        for reference in outside_references(path, document.content):
            target = claim(reference) if ":" in reference else reference
            waiting += [target] if target and not target.startswith(("..", "/")) else []
    return tuple(sorted(found))
