"""The table of small pairs, and the time of a large document, through `crossdock diff` and through Redocly CLI's `diff`.

    python benchmarks/redocly.py [--redocly PATH] [--runs N] [--list]

Redocly CLI is found on the PATH, or where `--redocly` says; nothing is installed. Without it, or without Node, only our half is measured
and that is said. A pair is right when a break is called one, and what is none is not: Redocly's *major* counts as a break, and
*unknown* of ours never counts as right. Of rewrites it is also told how many ask for no more than a patch.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from pairs import Pair, read_pairs

GROUPS = ("rewrite", "breaking", "widening")
THINGS = 276  # paths of the large document, of two operations each: 526 KB
LIMIT = 120  # seconds of one comparison
Tool = Callable[[str, str], str]  # two files → the bump that is asked for, `unknown`, or `refused`


def main() -> int:
    """Print the scores and times; exit 1 when we are wrong about a pair."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--redocly", default=shutil.which("redocly"), help="the program; default: found on the PATH")
    parser.add_argument("--runs", type=int, default=5, help="runs of each time; the median is told")
    parser.add_argument("--list", action="store_true", help="name the pairs that each gets wrong")
    options = parser.parse_args()
    tools: dict[str, Tool] = {"crossdock": _ours}
    if options.redocly and shutil.which("node"):
        program = str(Path(options.redocly).absolute())
        tools["redocly"] = lambda base, revision: _redocly(program, base, revision)
        print(f"redocly {_run([program, '--version'])[1].strip().splitlines()[0]}")
    else:
        missing = "Redocly CLI" if shutil.which("node") else "Node"
        print(f"skipped: {missing} is not here, so only our half is measured (`--redocly PATH` names the program)")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        wrong = {name: _score(name, tool, options.list) for name, tool in tools.items()}
        for name, tool in tools.items():
            _time(name, tool, options.runs)
    return 1 if wrong["crossdock"] else 0


def _score(name: str, tool: Tool, is_listing: bool) -> int:
    """Print how many pairs of each group are right, and return how many are wrong."""
    right, strict, total = Counter[str](), Counter[str](), Counter[str]()
    missed = []
    for pair in read_pairs():
        bump = tool(*_write(pair))
        group = f"{pair.format} {pair.group}"
        total[group] += 1
        right[group] += _is_right(pair.group, bump)
        strict[group] += bump in ("none", "patch")
        if not _is_right(pair.group, bump):
            missed.append(f"    {pair.format} {pair.group}: {pair.name}: {bump}")
    for group in sorted(total):
        exact = f", asks for no more than a patch: {strict[group]}" if group.endswith("rewrite") else ""
        print(f"{name:10} {group:20} {right[group]:3} of {total[group]}{exact}")
    print(f"{name:10} {'all':20} {right.total():3} of {total.total()}")
    print("\n".join(missed) if is_listing and missed else "", end="\n" if is_listing and missed else "")
    return total.total() - right.total()


def _is_right(group: str, bump: str) -> bool:
    if bump in ("unknown", "refused"):
        return False
    return (bump == "major") is (group == "breaking")


def _write(pair: Pair) -> tuple[str, str]:
    names = ("base.json", "revision.json")
    for name, document in zip(names, (pair.base, pair.revision), strict=True):
        Path(name).write_text(json.dumps(document, indent=1), encoding="utf-8")
    return names


def _ours(base: str, revision: str) -> str:
    code, out, _ = _run(
        [sys.executable, "-m", "crossdock.registry.cli.main", "diff", base, revision, "--format", "json"]
    )
    if code == 2 or not out:
        return "refused"
    data = json.loads(out)
    return "unknown" if data["verdict"] == "unknown" else str(data["bump"])


def _redocly(program: str, base: str, revision: str) -> str:
    _, out, _ = _run([program, "diff", base, revision, "--format", "json", "--fail-on", "none"])
    try:
        return str(json.loads(out).get("bump") or "none")
    except ValueError:
        return "refused"


def _run(command: Sequence[str]) -> tuple[int, str, str]:
    environ = {**os.environ, "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "CI": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=LIMIT, check=False)
    return done.returncode, done.stdout, done.stderr


def _time(name: str, tool: Tool, runs: int) -> None:
    """Print the wall time of a whole process for a small pair and for a large one."""
    small = _write(next(pair for pair in read_pairs() if pair.group == "breaking"))
    print(f"{name:10} small pair: {_median(tool, small, runs) * 1000:.0f} ms")
    base, revision = large_document(), large_document(is_revised=True)
    Path("large-base.json").write_text(base, encoding="utf-8")
    Path("large-revision.json").write_text(revision, encoding="utf-8")
    seconds = _median(tool, ("large-base.json", "large-revision.json"), runs)
    print(f"{name:10} {len(base) / 1000:.0f} KB document, five changes: {seconds * 1000:.0f} ms")


def _median(tool: Tool, files: tuple[str, str], runs: int) -> float:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        tool(*files)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def large_document(*, is_revised: bool = False) -> str:
    """Return an OpenAPI document of 526 KB, the same on every machine; the revision has five changes, two of them breaking."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1.0.0"},
        "paths": {f"/things{number}/{{id}}": _path(number) for number in range(THINGS)},
        "components": {"schemas": {f"Thing{number}": _schema(number, is_revised) for number in range(THINGS)}},
    }
    return json.dumps(document, indent=1)


def _path(number: int) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
    answers = {"200": {"description": "done", "content": content}, "404": {"description": "there is none"}}
    identity = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    operation = {"tags": [f"t{number % 10}"], "parameters": [identity], "responses": answers}
    return {
        "get": {**operation, "operationId": f"getThing{number}"},
        "put": {**operation, "operationId": f"putThing{number}", "requestBody": {"required": True, "content": content}},
    }


def _schema(number: int, is_revised: bool) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$"},
        "state": {"type": "string", "enum": ["OPEN", "DONE", "LOST"]},
        "amount": {"type": "number", "minimum": 0},
        "lines": {
            "type": "array",
            "items": {"type": "object", "properties": {"sku": {"type": "string", "maxLength": 40}}},
        },
    }
    if number:
        properties["parent"] = {"$ref": f"#/components/schemas/Thing{number // 2}"}
    required = ["id", "state"]
    if is_revised and number in (3, 30, 60):  # three additions
        properties["note"] = {"type": "string"}
    if is_revised and number == 40:
        required.append("amount")
    if is_revised and number == 50:
        properties["state"] = {"type": "string", "enum": ["OPEN", "DONE", "LOST", "HELD"]}
    return {"type": "object", "required": required, "properties": properties}


if __name__ == "__main__":
    sys.exit(main())
