"""Runs compatibility cases that peers' own tests assert, and prints for each source how often we agree.

    python benchmarks/compat.py FILE.jsonl... [--source NAME] [--list] [--explained]

A file has one case a line; an `adjudications.tsv` beside it says where a verdict contradicts logic, `peers/adjudications.tsv` of which
classes of verdicts we differ, and why. Each file in `peers/` says how the cases of one peer are run and judged. Every payload that
shows a break is tried again with a second validator. Without a file, our own cases of the `declared` model are run.

Exit 1: a case of plain inclusion is decided wrongly, something crashed, a witness is not confirmed, or a source leaves more open than
it may.
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from benchmarks.compatibility.adjudications import read_adjudications  # noqa: E402 - found by the line above
from benchmarks.compatibility.case import read_cases  # noqa: E402
from benchmarks.compatibility.peer import find_peers, peer_of  # noqa: E402
from benchmarks.compatibility.scoring import Score, Standing, run_case  # noqa: E402
from benchmarks.compatibility.table import tell_list, tell_table  # noqa: E402

OWN = sorted((ROOT / "tests" / "cases" / "compat" / "declared").glob("*.jsonl"))


def main() -> int:
    """Run, print, and say by the exit code whether nothing is wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", type=Path, nargs="*", help="files of cases; default: our own")
    options.add_argument("--source", action="append", default=[], help="only this source; can be repeated")
    options.add_argument("--list", action="store_true", help="name each case and change that is not agreed on")
    options.add_argument("--explained", action="store_true", help="with --list: name those with a written reason too")
    given = options.parse_args()
    groups = run_files(given.files or OWN, given.source)
    ordered = [groups[key] for key in sorted(groups)]
    if given.list:
        tell_list((score for group in ordered for score in group), with_explained=given.explained)
    tell_table(ordered)
    return 0 if is_well(ordered) else 1


def run_files(files: list[Path], sources: list[str]) -> dict[tuple[str, str], list[Score]]:
    """Run all cases, and return the scores by source and run. A case of nobody is told, and left out."""
    peers, known = find_peers(), read_adjudications(files)
    groups: dict[tuple[str, str], list[Score]] = defaultdict(list)
    left: Counter[str] = Counter()
    for case in (case for path in files for case in read_cases(path)):
        peer = peer_of(case, peers)
        if peer is None:
            left[case.id.split(":")[0]] += 1
        elif not sources or peer.source in sources:
            for run in peer.runs:
                groups[peer.source, run.name].append(run_case(case, peer, run, known))
    for source, number in sorted(left.items()):
        print(f"no file in benchmarks/peers/ knows {number} cases of `{source}`", file=sys.stderr)
    return groups


def is_well(groups: list[list[Score]]) -> bool:
    """Whether there is no defect, and no source leaves more open than it may; says what is not well."""
    is_fine = True
    for group in groups:
        defects = [score for score in group if score.is_defect]
        verdicts = sum(score.standing is not Standing.NO_VERDICT for score in group)
        unknown = sum(score.standing is Standing.UNKNOWN for score in group)
        for score in defects:
            print(f"defect: {score.case.id} [{score.run.name}] {score.standing.value}: {score.answer.why}")
        if unknown > group[0].peer.most_unknown * verdicts:
            print(f"too much is open: {group[0].peer.source}: {unknown} of {verdicts}")
            is_fine = False
        is_fine = is_fine and not defects
    return is_fine


if __name__ == "__main__":
    sys.exit(main())
