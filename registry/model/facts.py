"""What the index remembers of one folder, so that a check need not read all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Facts:
    """What one contract line or one system says of others. Paths are relative to the registry root.

    `key` is `system/name@line`, for a system its id. `references` are the files outside the folder that it leads to, normalised;
    `addresses` the URI prefixes it answers for; `entities` pairs (key of the entity's contract, JSON Pointer of a field it decides, `""`
    for the whole or `None` when it only carries it); `consumes` pairs (contract reference, JSON Pointer to where it says so).
    `formerly` are earlier ids. `summary` holds what lists show: kind, version, title, owner, state.
    """

    key: str
    folder: str
    is_system: bool = False
    manifest_oid: str | None = None
    document: str | None = None
    references: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    entities: tuple[tuple[str, str | None], ...] = ()
    consumes: tuple[tuple[str, str], ...] = ()
    formerly: tuple[str, ...] = ()
    summary: Mapping[str, str] = field(default_factory=dict)
