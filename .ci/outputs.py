"""Prints what action.yml hands to later steps, from a JSON report: `python outputs.py REPORT`."""

import json
import re
import sys
from pathlib import Path
from typing import Any


def main(path: str) -> None:
    """Print `name=value` lines."""
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    print(f"verdict={_plain(report['verdict'])}")
    print(f"breaking-count={int(report['summary']['verdicts']['breaking'])}")
    print(f"suggested-version={_suggested(report['contracts'])}")


def _suggested(contracts: list[dict[str, Any]]) -> str:
    """Return the version that the change needs, `contract=version` for each when several contracts need one."""
    needed = {c["contract"]: c["needed"] for c in contracts if c["needed"] and c["needed"] != c["declared"]}
    if len(needed) == 1:
        return _plain(next(iter(needed.values())))
    return " ".join(f"{_plain(contract)}={_plain(version)}" for contract, version in sorted(needed.items()))


def _plain(text: str) -> str:
    """Keep a value on its line: a version comes from a file that a stranger may have written."""
    return re.sub(r"[^\w./@+-]", "_", text, flags=re.ASCII)


if __name__ == "__main__":
    main(sys.argv[1])
