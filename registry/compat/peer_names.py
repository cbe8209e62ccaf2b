"""What other programs call the changes that rules name: tables that lead from a change to a peer's name, and back.

A table is a file in `peers/`, one line a name. The columns that say of which changes a name speaks: `position`, `part` (body, property,
parameter, parameter-value, header; empty for any), `kinds`, `keyword` (`*` for any) and `effect` (added, removed, changed, any). A name
without counterpart has a `reason` instead.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crossdock.registry.compat.rule import CompatRule, load_rules
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position, Role

FOLDER = Path(__file__).parent / "peers"
_ANY = "*"
_WITH_VALUE = (ChangeKind.ENUM_VALUE_ADDED, ChangeKind.ENUM_VALUE_REMOVED)  # `before` and `after` are the value itself
_ASIDE = (Role.PARAMETER, Role.HEADER)


@dataclass(frozen=True, slots=True)
class PeerName:
    """One name of a peer. `level` is the peer's own; `rules` are ours, empty where any of the kinds' rules may speak."""

    name: str
    level: str
    position: Position | None
    part: str
    kinds: tuple[ChangeKind, ...]
    keywords: tuple[str, ...]
    effect: str
    rules: tuple[str, ...]
    reason: str

    def speaks_of(self, change: Change, rule_id: str) -> bool:
        """Whether the peer would call a change so, which a rule of ours names."""
        if self.reason or (self.rules and rule_id not in self.rules):
            return False
        is_kind = not self.kinds or change.kind in self.kinds
        is_there = self.position is None or change.position in (None, self.position)
        is_keyword = self.keywords == (_ANY,) or (change.keyword or "") in self.keywords
        return is_kind and is_there and is_keyword and _is_part(self.part, change) and _has_effect(self.effect, change)

    def find_rules(self) -> tuple[str, ...]:
        """Return the rules of ours that may name such a change, sorted."""
        if self.reason or self.rules:
            return self.rules
        return tuple(rule.rule.id for rule in load_rules() if self.kinds and self._may_be(rule))

    def _may_be(self, rule: CompatRule) -> bool:
        return rule.on in self.kinds and (self.position is None or rule.position in (None, self.position))


@cache
def read_names(peer: str) -> tuple[PeerName, ...]:
    """Return a peer's table, in the order of the file."""
    with (FOLDER / f"{peer}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file, delimiter="\t"))


def peers() -> tuple[str, ...]:
    """Return the peers that have a table, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


def names_of(change: Change, rule_id: str, peer: str) -> tuple[str, ...]:
    """Return what a peer calls a change, in the order of its table."""
    return tuple(entry.name for entry in read_names(peer) if entry.speaks_of(change, rule_id))


def _read(row: dict[str, str]) -> PeerName:
    return PeerName(
        name=row["name"],
        level=row["level"],
        position=Position(row["position"]) if row["position"] else None,
        part=row["part"],
        kinds=tuple(ChangeKind(kind) for kind in _listed(row["kinds"]) if kind != _ANY),
        keywords=_listed(row["keyword"]),
        effect=row["effect"],
        rules=_listed(row["rules"]),
        reason=row["reason"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _is_part(part: str, change: Change) -> bool:
    steps = [step for step in change.path.split("/") if step not in ("", "*")]
    if part in ("body", "property"):
        return change.role not in _ASIDE and bool(steps) is (part == "property")
    if part in ("parameter", "parameter-value"):
        return change.role is Role.PARAMETER
    return not part or change.role is Role.HEADER


def _has_effect(effect: str, change: Change) -> bool:
    if effect == "any" or change.kind in _WITH_VALUE:
        return True
    was, now = change.before not in (None, "", True), change.after not in (None, "")
    if effect == "changed":
        return was and now
    return (change.before is None and now) if effect == "added" else (change.before is not None and not now)
