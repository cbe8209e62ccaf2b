"""How long comparing two OpenAPI documents takes as a whole process: `crossdock diff` beside the programs that are here.

    python benchmarks/peers_speed.py [--redocly PATH] [--oasdiff PATH] [--openapi-diff JAR] [--runs N]

Nothing is installed: a peer that is not on the PATH, and that no option names, is skipped, and that is said. All programs take turns in one
run, so that a busy machine is as busy for each; the least of the CPU times (with children) and of the wall times counts. Prints a table in
Markdown, with each time as a multiple of what our reader needs for both documents.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from check import PARSE
from check import large_document as huge_document
from redocly import large_document

THINGS = 4200  # paths of the document of 10 MB
PEERS = {"redocly", "oasdiff", "openapi-diff"}
LIMIT = 300  # seconds of one comparison
OPERATION = {
    "get": {
        "responses": {
            "200": {
                "description": "done",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["id", "state"],
                            "properties": {"id": {"type": "string"}, "state": {"type": "string", "enum": ["OPEN"]}},
                        }
                    }
                },
            }
        }
    }
}


@dataclass(slots=True)
class Tool:
    """A program that compares two files: what precedes them, what follows, which version it says it is, and its times in seconds."""

    name: str
    command: tuple[str, ...]
    rest: tuple[str, ...] = ()
    version: str = ""
    failed: str | None = None
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)


def main() -> int:
    """Print one table; exit 1 when a program that is here could not compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--redocly", default=shutil.which("redocly"), help="the program; default: found on the PATH")
    parser.add_argument("--oasdiff", default=shutil.which("oasdiff"), help="the program; default: found on the PATH")
    parser.add_argument("--openapi-diff", help="the jar of openapi-diff-cli with all it needs")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for name in sorted(PEERS - {tool.name for tool in _tools(options)}):
        print(f"skipped: {name} is not here", file=sys.stderr)
    is_complete = True
    with tempfile.TemporaryDirectory() as folder:
        for title, base, revision in _pairs(Path(folder)):
            tools = _tools(options)
            for _ in range(options.runs):
                for tool in tools:
                    _measure(tool, base, revision)
            _print(title, tools)
            is_complete = is_complete and all(tool.failed is None for tool in tools)
    return 0 if is_complete else 1


def _pairs(folder: Path) -> list[tuple[str, str, str]]:
    """Write the pairs: a small one, the one of `redocly.py`, and one of 10 MB in which five schemas get a property."""
    small = {"openapi": "3.0.3", "info": {"title": "Small", "version": "1.0.0"}, "paths": {"/orders": OPERATION}}
    huge = huge_document(THINGS)
    texts = {
        "small": (json.dumps(small), json.dumps(small).replace('["OPEN"]', '["OPEN", "HELD"]')),
        "526 KB, five changes in shared schemas": (large_document(), large_document(is_revised=True)),
        "10 MB, five changes": (json.dumps(huge, indent=1), _with_five_fields(huge)),
    }
    written = []
    for number, (title, pair) in enumerate(texts.items()):
        paths = (folder / f"base{number}.json", folder / f"revision{number}.json")
        for path, text in zip(paths, pair, strict=True):
            path.write_text(text, encoding="utf-8")
        written.append((title, str(paths[0]), str(paths[1])))
    return written


def _with_five_fields(document: dict[str, object]) -> str:
    revised = json.loads(json.dumps(document))
    for number in range(5):
        revised["components"]["schemas"][f"T{number * 800}"]["properties"]["added"] = {"type": "integer"}
    return json.dumps(revised, indent=1)


def _tools(options: argparse.Namespace) -> list[Tool]:
    tools = [
        Tool("reading both", (sys.executable, "-c", PARSE)),
        Tool("crossdock", (sys.executable, "-m", "crossdock.registry.cli.main", "diff"), ("--fail-on", "never")),
    ]
    if options.redocly and shutil.which("node"):
        version = _version(options.redocly, "--version")
        tools.append(Tool("redocly", (options.redocly, "diff"), ("--fail-on", "none"), version))
    if options.oasdiff:
        tools.append(Tool("oasdiff", (options.oasdiff, "breaking"), (), _version(options.oasdiff, "--version")))
    if options.openapi_diff and shutil.which("java"):
        tools.append(Tool("openapi-diff", ("java", "-jar", options.openapi_diff), (), Path(options.openapi_diff).stem))
    return tools


def _version(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    return (done.stdout.strip().splitlines() or ["of unknown version"])[0]


def _measure(tool: Tool, base: str, revision: str) -> None:
    if tool.failed is not None:
        return
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ |= {"NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "CI": "1"}
    command = (*tool.command, base, revision, *tool.rest)
    spent, start = _cpu(), time.perf_counter()
    try:
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        tool.failed = f"no answer in {LIMIT} s"
        return
    tool.walls.append(time.perf_counter() - start)
    tool.cpus.append(_cpu() - spent)
    if done.returncode != 0:
        tool.failed = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _print(title: str, tools: list[Tool]) -> None:
    unit = min(tools[0].cpus)
    print(f"\n| {title} | CPU, least | wall, least | CPU / reading both |\n| --- | --- | --- | --- |")
    for tool in tools:
        name = f"{tool.name} {tool.version}".strip()
        if tool.failed is not None:
            print(f"| {name} | could not: {tool.failed} | | |")
            continue
        cpu, wall = min(tool.cpus), min(tool.walls)
        print(f"| {name} | {cpu * 1000:,.0f} ms | {wall * 1000:,.0f} ms | {cpu / unit:.1f} |")


if __name__ == "__main__":
    sys.exit(main())
