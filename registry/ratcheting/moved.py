"""Which contract a new one was before: what moves keeps its findings, and brings no new ones."""

import re
from collections import Counter
from collections.abc import Iterator

from crossdock.registry.revision import Revision

ENOUGH = 0.5  # share of the larger document that both have in common, as Git tells a rename
COMPARED = 50  # removed contracts that a new one is held against, those with its name or system first
_PIECES = re.compile(rb"[^\n,]+")
_FILES = (".yaml", ".yml", ".json")


def is_contract(name: str) -> bool:
    """Whether a name of the ratchet is a contract line, not the path of a file."""
    return "@" in name and name.count("/") == 1 and not name.endswith(_FILES)


def is_in(revision: Revision, name: str) -> bool:
    """Whether a state of the registry has a contract line, or a file."""
    path = f"{revision.folder_of(name)}/contract.yaml" if is_contract(name) else name
    return revision.read(path) is not None


def find_former(revision: Revision, key: str) -> str | None:
    """Return the contract line that a new one was before, `None` when it was none.

    It says so in `formerly`, or the change removes one whose document is at least half the same. What is still there was not moved.
    """
    base = revision.base
    if not is_contract(key) or (base is not None and is_in(base, key)):
        return None
    gone = (former for former in _stated(revision, key) if not is_in(revision, former))
    stated = next((former for former in gone if base is None or is_in(base, former)), None)
    return _most_similar(revision, base, key) if stated is None and base is not None else stated


def _stated(revision: Revision, key: str) -> Iterator[str]:
    contract = revision.contract(key)
    if contract is None:
        return
    yield from (f"{former}@{contract.line}" for former in contract.formerly)
    system = revision.system(contract.system)
    yield from (f"{former}/{contract.name}@{contract.line}" for former in (system.formerly if system else ()))


def _most_similar(revision: Revision, base: Revision, key: str) -> str | None:
    """Return which of the removed contracts a new one is most like, `None` when it is like none."""
    gone = sorted(set(base.contract_keys()) - set(revision.contract_keys()), key=lambda former: _distance(key, former))
    pieces = _pieces(revision, key) if gone else Counter[bytes]()
    found = ((_similarity(pieces, _pieces(base, former)), former) for former in gone[:COMPARED])
    share, former = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return former if share >= ENOUGH else None


def _distance(key: str, former: str) -> tuple[bool, bool, str]:
    (system, name), (other_system, other_name) = (one.rpartition("@")[0].split("/", 1) for one in (key, former))
    return name != other_name, system != other_system, former


def _pieces(revision: Revision, key: str) -> Counter[bytes]:
    contract = revision.contract(key)
    content = revision.read(contract.document) if contract is not None and contract.document else None
    return Counter(piece.strip() for piece in _PIECES.findall(content or b""))


def _similarity(one: Counter[bytes], other: Counter[bytes]) -> float:
    larger = max(one.total(), other.total())
    return (one & other).total() / larger if larger else 0.0
