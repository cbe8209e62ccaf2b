"""Compares every version of real contracts with the one before it: no crash, no long wait, little that stays unknown.

python benchmarks/sequences.py FOLDER [--source NAME]... [--list]

FOLDER holds `INDEX.tsv` with the columns source, contract, version, path, format and seq; rows of one contract are its versions.
Exits with 1 when a pair crashes or takes more than 5 s of CPU, when 5 % of the judged payloads or more stay unknown, or when
fewer than 90 % of the labels of versions in SchemaVer agree with the computed step.
"""

import argparse
import csv
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from crossdock.registry.comparing import read_side
from crossdock.registry.compat.judge import Judgement, judge_interfaces
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import ContentModel, Mode
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.result import Bump

LONGEST = 5.0  # seconds of CPU for one pair, reading included
MOST_UNKNOWN = 0.05  # of the judged payloads
LEAST_AGREEING = 0.9  # of the labels
LABELLED = "iglu"  # the source whose versions are SchemaVer: model-revision-addition
LEFT_OUT = ("fragment", "unparsable")


@dataclass(frozen=True, slots=True)
class Version:
    """One row of the index."""

    source: str
    contract: str
    version: str
    path: str
    format: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing two versions gave. `refused` and `crash` say why it gave nothing, `""` where it did."""

    base: Version
    revision: Version
    seconds: float
    judgements: tuple[Judgement, ...] = ()
    refused: str = ""
    crash: str = ""

    @property
    def name(self) -> str:
        return f"{self.base.source}/{self.base.contract} {self.base.version} → {self.revision.version}"

    @property
    def verdict(self) -> str:
        if any(judgement.is_breaking for judgement in self.judgements):
            return "breaking"
        if any(isinstance(judgement.evidence, Unknown) for judgement in self.judgements):
            return "unknown"
        return "compatible" if self.judgements else "same"

    @property
    def bump(self) -> Bump:
        return max((judgement.bump for judgement in self.judgements), key=lambda bump: bump.rank, default=Bump.PATCH)


def main() -> int:
    """Compare, print, and say by the exit code whether all aims are reached."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--source", action="append", default=[], help="only this source; can be repeated")
    options.add_argument("--list", action="store_true", help="name what stays unknown, and each label that differs")
    given = options.parse_args()
    outcomes = [
        compare(given.folder, base, revision)
        for base, revision in neighbours(read_index(given.folder))
        if not given.source or base.source in given.source
    ]
    is_well = tell_pairs(outcomes, is_listing=given.list)
    return 0 if tell_labels(outcomes, is_listing=given.list) and is_well else 1


def read_index(folder: Path) -> list[Version]:
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = sorted(
            csv.DictReader(file, delimiter="\t"), key=lambda row: (row["source"], row["contract"], int(row["seq"]))
        )
    return [Version(row["source"], row["contract"], row["version"], row["path"], row["format"]) for row in rows]


def neighbours(versions: Iterable[Version]) -> Iterator[tuple[Version, Version]]:
    """Yield each version with the next of the same contract; parts of documents are no versions."""
    whole = [version for version in versions if version.format not in LEFT_OUT]
    for base, revision in pairwise(whole):
        if (base.source, base.contract) == (revision.source, revision.contract):
            yield base, revision


def compare(folder: Path, base: Version, revision: Version) -> Outcome:
    """Compare two versions as `crossdock diff` does; versions in SchemaVer as their labels mean it."""
    start = time.process_time()
    mode, model = (Mode.BACKWARD, ContentModel.STRICT) if base.source == LABELLED else (None, ContentModel.DECLARED)
    try:
        sides = [read_side(folder / one.path, one.path) for one in (base, revision)]
        kinds = sides[1].kinds
        kind = kinds[0] if len(kinds) == 1 else None
        judged = judge_interfaces(sides[0].interface, sides[1].interface, mode=mode, model=model, kind=kind)
    except RegistryError as error:
        return Outcome(base, revision, time.process_time() - start, refused=error.message)
    except Exception:  # noqa: BLE001 - a crash is what is looked for
        return Outcome(base, revision, time.process_time() - start, crash=traceback.format_exc())
    return Outcome(base, revision, time.process_time() - start, judged)


def payloads_of(outcome: Outcome) -> tuple[set[object], set[object]]:
    """Return the payloads that were judged, and those of which nothing is known but that they differ."""
    judged: set[object] = set()
    open_: set[object] = set()
    shown: set[object] = set()
    for judgement in outcome.judgements:
        if judgement.change.position is None:
            continue
        keys = {
            (outcome.name, change.operation, change.role, change.payload)
            for change in (judgement.change, *judgement.elsewhere)
        }
        judged |= keys
        open_ |= keys if isinstance(judgement.evidence, Unknown) else set()
        shown |= keys if judgement.is_breaking else set()
    return judged, open_ - shown


def tell_pairs(outcomes: list[Outcome], *, is_listing: bool) -> bool:
    """Print a line for each source; return whether the aims are reached."""
    by_source: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_source[outcome.base.source].append(outcome)
    print(f"{'source':20} pairs refused  same compatible breaking unknown | payloads unknown   share | slowest")
    for source, group in (*sorted(by_source.items()), ("all", outcomes)):
        print(_line(source, group))
    judged, unknown = _count(outcomes)
    crashed = [outcome for outcome in outcomes if outcome.crash]
    slow = [outcome for outcome in outcomes if outcome.seconds > LONGEST]
    for outcome in crashed:
        print(f"crashed: {outcome.name}\n{outcome.crash}")
    for outcome in slow:
        print(f"slow: {outcome.name} took {outcome.seconds:.1f} s")
    for outcome in outcomes if is_listing else ():
        _list(outcome)
    return not crashed and not slow and unknown < MOST_UNKNOWN * max(judged, 1)


def _line(source: str, group: list[Outcome]) -> str:
    verdicts = Counter(one.verdict for one in group if not one.refused and not one.crash)
    refused = sum(bool(one.refused) for one in group)
    judged, unknown = _count(group)
    counts = " ".join(
        f"{verdicts[name]:{width}}"
        for name, width in (("same", 5), ("compatible", 10), ("breaking", 8), ("unknown", 7))
    )
    slowest = max((one.seconds for one in group), default=0)
    share = f"{unknown / judged:6.2%}" if judged else "      -"
    return f"{source:20} {len(group):5} {refused:7} {counts} | {judged:8} {unknown:7} {share:>7} | {slowest:5.2f} s"


def _count(group: Iterable[Outcome]) -> tuple[int, int]:
    pairs = [payloads_of(outcome) for outcome in group]
    return sum(len(judged) for judged, _ in pairs), sum(len(unknown) for _, unknown in pairs)


def _list(outcome: Outcome) -> None:
    if outcome.refused:
        print(f"refused: {outcome.name}: {outcome.refused}")
    for judgement in outcome.judgements:
        if isinstance(judgement.evidence, Unknown):
            place = f"{judgement.change.operation or ''} {judgement.change.path}".strip()
            print(f"unknown: {outcome.name}: {judgement.rule.id} {place}: {judgement.evidence.reason}")


def tell_labels(outcomes: Iterable[Outcome], *, is_listing: bool) -> bool:
    """Hold the publisher's labels against the computed step; return whether enough agree.

    SchemaVer: an addition is compatible with all historical data, a revision may not be with some, a model with any. So a break
    is a revision or a model, and everything else an addition.
    """
    labelled = [one for one in outcomes if one.base.source == LABELLED and not one.refused and not one.crash]
    agreeing, table = 0, Counter[tuple[str, str]]()
    for outcome in labelled:
        label = label_of(outcome.base.version, outcome.revision.version)
        table[label, outcome.bump.value] += 1
        if (label == "addition") is (outcome.bump is not Bump.MAJOR):
            agreeing += 1
        elif is_listing:
            print(f"label: {outcome.name} is called {label}, computed {outcome.bump.value}: {_why(outcome)}")
    if labelled:
        cells = ", ".join(f"{label} {bump} {number}" for (label, bump), number in sorted(table.items()))
        print(f"labels: {agreeing} of {len(labelled)} agree ({agreeing / len(labelled):.0%}); {cells}")
    return agreeing >= LEAST_AGREEING * len(labelled)


def label_of(base: str, revision: str) -> str:
    """Return the part of a version in SchemaVer that moved.

    >>> label_of("1-0-2", "1-1-0")
    'revision'
    """
    moved = zip(("model", "revision", "addition"), base.split("-"), revision.split("-"), strict=True)
    return next(name for name, before, after in moved if before != after)


def _why(outcome: Outcome) -> str:
    breaks = [judgement for judgement in outcome.judgements if judgement.is_breaking]
    return "; ".join(f"{one.message}, {one.evidence}" for one in breaks[:2]) or "every payload of before is still valid"


if __name__ == "__main__":
    sys.exit(main())
