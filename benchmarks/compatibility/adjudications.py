"""Why a verdict of a peer is not ours: case by case beside the cases, and class by class in `peers/adjudications.tsv`.

A class is told by the case's id, by the peer's own rules that the case lists, and by what we say of it; an empty column is any. So a
case that nobody has seen is covered as well when it is of the class.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks.compatibility.case import Case
from benchmarks.compatibility.peer import FOLDER, Answer, Run

WORDS = {"true": True, "false": False, "unknown": None}


@dataclass(frozen=True)
class Class:
    """A class of cases.

    `ids` is a pattern as in a shell; `changes` are rules of the peer, and the case may list no other as a cause; `ours` is what we say,
    and `because` stands somewhere in our reason.
    """

    ids: str
    run: str
    changes: frozenset[str]
    ours: str
    because: str
    reason: str

    def covers(self, case: Case, run: Run, answer: Answer) -> bool:
        """Whether a disagreement is of this class."""
        changes = case.expect.get("changes") or ()
        listed = {change.get("id") for change in changes if change.get("level") in ("error", None)}
        return (
            fnmatchcase(case.id, self.ids)
            and self.run in ("", run.name)
            and WORDS[self.ours] is answer.is_compatible
            and (not self.changes or (bool(listed) and listed <= self.changes))
            and self.because in answer.why
        )


@dataclass(frozen=True)
class Adjudications:
    """What is known of disagreements: by id for plain inclusion, and by class."""

    single: dict[str, tuple[str, str]]
    classes: tuple[Class, ...]

    def explain(self, case: Case, run: Run, answer: Answer) -> str | None:
        """Return the reason why we differ, `None` when none is written down."""
        known = self.single.get(case.id) if run.logic else None
        if known is not None and WORDS.get(known[0], answer.is_compatible) is answer.is_compatible:
            return known[1]
        return next((one.reason for one in self.classes if one.covers(case, run, answer)), None)


def read_adjudications(files: Iterable[Path]) -> Adjudications:
    """Read the tables beside the files of cases, and ours."""
    folders = dict.fromkeys(path.parent for path in files)
    rows = [row for folder in folders for row in _rows(folder / "adjudications.tsv")]
    single = {row["id"]: (row["inclusion"], row["reason"]) for row in rows if row.get("id")}
    classes = [
        Class(
            row["ids"],
            row["run"] or "",
            frozenset((row["changes"] or "").split()),
            row["ours"],
            row["because"] or "",
            row["reason"] or "",
        )
        for row in _rows(FOLDER / "adjudications.tsv")
    ]
    return Adjudications(single, tuple(classes))


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
