"""Which contracts a change concerns: those whose files changed, and those that reference what changed."""

from collections.abc import Sequence

from crossdock.registry.check import Subject
from crossdock.registry.manifests.folders import key_of_folder
from crossdock.registry.model.result import Touch
from crossdock.registry.revision import Revision


def pair_contracts(revision: Revision, changed: Sequence[str], *, is_everything: bool = False) -> list[Subject]:
    """Return the contract lines to judge, sorted by key.

    A changed `system.yaml` concerns every line of its system as a dependent, because they inherit from it.
    """
    touches = {} if is_everything else _touched(revision, changed)
    if is_everything:
        touches = dict.fromkeys(revision.contract_keys(), Touch.UNCHANGED)
    else:
        for key in _dependents(revision, changed, touches):
            touches.setdefault(key, Touch.DEPENDENT)
    return [_subject(revision, key, touch) for key, touch in sorted(touches.items())]


def registry_paths(revision: Revision, changed: Sequence[str]) -> list[str]:
    """Return the changed paths that are in no contract's folder, sorted."""
    root = revision.settings.contracts
    return sorted(path for path in changed if _key_of(path, root) is None)


def _touched(revision: Revision, changed: Sequence[str]) -> dict[str, Touch]:
    found: dict[str, Touch] = {}
    root = revision.settings.contracts
    for key in {key for path in changed if (key := _key_of(path, root)) is not None}:
        manifest = f"{revision.folder_of(key)}/contract.yaml"
        now = revision.document(manifest) is not None
        before = revision.base is not None and revision.base.document(manifest) is not None
        if now or before:
            found[key] = Touch.CHANGED if now and before else Touch.ADDED if now else Touch.REMOVED
    return found


def _dependents(revision: Revision, changed: Sequence[str], touches: dict[str, Touch]) -> set[str]:
    manifests = [f"{revision.folder_of(key)}/contract.yaml" for key in touches]
    addresses = [address for key in touches for address in _addresses(revision, key, changed)]
    found = {key for key in revision.index.dependents_of([*changed, *manifests, *addresses]) if "@" in key}
    root = revision.settings.contracts
    depth = root.count("/") + 1
    for path in changed:
        steps = path.split("/")
        if path.startswith(root + "/") and steps[-1] == "system.yaml" and len(steps) == depth + 2:
            found |= {key for key in revision.contract_keys() if key.startswith(steps[depth] + "/")}
    return found


def _addresses(revision: Revision, key: str, changed: Sequence[str]) -> tuple[str, ...]:
    contract = revision.contract(key)
    return contract.addresses_to(changed) if contract is not None else ()


def _key_of(path: str, root: str) -> str | None:
    depth = root.count("/") + 4
    names = key_of_folder("/".join(path.split("/")[:depth]), root)
    return f"{names[0]}/{names[1]}@{names[2]}" if names else None


def _subject(revision: Revision, key: str, touch: Touch) -> Subject:
    return Subject(key, revision.folder_of(key), touch, revision.contract(key))
