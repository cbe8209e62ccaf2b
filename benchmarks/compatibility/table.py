"""Prints what was measured: a row for each source and way of running it, and on demand each case that is not agreed on."""

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.compatibility.peer import Changes
from benchmarks.compatibility.scoring import Score, Standing

COLUMNS = (Standing.AGREES, Standing.EXPLAINED, Standing.DISAGREES, Standing.UNKNOWN, Standing.CRASHED)
KINDS = ("found", "missing", "extra", "violated", "explained")
LISTED = (Standing.DISAGREES, Standing.UNKNOWN, Standing.CRASHED)
VERDICTS = {True: "compatible", False: "breaking", None: "unknown"}


def tell_table(groups: Iterable[Sequence[Score]]) -> None:
    """Print a row for each group of scores, which share peer and run."""
    words = " ".join(f"{column.value:>9}" for column in COLUMNS)
    print(f"{'source':<18} {'model':<9} {'cases':>5} {words} {'agree %':>8} {'witnesses':>20} {'CPU s':>7}")
    for group in groups:
        _tell_row(group)


def _tell_row(group: Sequence[Score]) -> None:
    counts = Counter(score.standing for score in group)
    verdicts = len(group) - counts[Standing.NO_VERDICT]
    agreed = counts[Standing.AGREES] + counts[Standing.EXPLAINED]
    share = f"{100 * agreed / verdicts:.1f}" if verdicts else "-"
    cells = " ".join(f"{counts[column]:>9}" for column in COLUMNS)
    confirmed, unconfirmed, unread = (
        sum(getattr(score.answer, name) for score in group) for name in ("confirmed", "unconfirmed", "unread")
    )
    witnesses = f"{confirmed} ok {unconfirmed} bad {unread} ?"
    seconds = sum(score.seconds for score in group)
    first = group[0]
    print(
        f"{first.peer.source:<18} {first.run.name:<9} {len(group):>5} {cells} {share:>8} {witnesses:>20} {seconds:>7.2f}"
    )
    changes = [score.changes for score in group if score.changes is not None]
    if changes:
        print(f"{'':<18} changes: {_tell_changes(changes)}")


def _tell_changes(changes: Sequence[Changes]) -> str:
    return ", ".join(f"{sum(len(getattr(one, kind)) for one in changes)} {kind}" for kind in KINDS)


def tell_list(scores: Iterable[Score], *, with_explained: bool) -> None:
    """Print each case that is not agreed on, and each change that only one side lists."""
    for score in scores:
        name = f"{score.case.id} [{score.run.name}]"
        if score.standing in LISTED or (with_explained and score.standing is Standing.EXPLAINED):
            theirs = VERDICTS[score.case.expect.get(score.run.expects)]
            ours = VERDICTS[score.answer.is_compatible]
            print(f"{score.standing.value}: {name}: theirs {theirs}, ours {ours}: {score.reason or score.answer.why}")
        if score.answer.unconfirmed:
            print(f"unconfirmed: {name}: {score.answer.why}")
        for kind in ("missing", "extra", "violated") if score.changes else ():
            for line in getattr(score.changes, kind):
                print(f"{kind}: {name}: {line}")
