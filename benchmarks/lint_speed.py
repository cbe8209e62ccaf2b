"""How much CPU time and memory linting a document takes as a whole process: `crossdock lint` beside the Spectral command line.

    python benchmarks/lint_speed.py [--spectral PATH] [--ruleset PATH]... [--runs N] [DOCUMENT]...

Without documents it makes OpenAPI descriptions of 20 KB, 300 KB, 3 MB and 13 MB; without rulesets it uses `spectral:oas`. Nothing is
installed: where Node.js or Spectral is not here, only our own numbers are printed, and that is said. Both take turns in one run, so that a
busy machine is as busy for each; the least CPU time (user and system, of the process and its children) and the least peak of memory count.
Each is started by a small process of its own: on Linux the peak of a process begins at that of the one that started it.
"""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

SIZES = {"20 KB": 20_000, "300 KB": 300_000, "3 MB": 3_000_000, "13 MB": 13_000_000}
LIMIT = 900  # seconds of one run
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes that the system counts memory in
# Runs a command; writes its exit code, its CPU seconds and its peak to the file that is named first.
_STARTER = """
import os, sys
child = os.fork()
if not child:
    try:
        os.execvp(sys.argv[2], sys.argv[2:])
    finally:
        os._exit(127)  # there is no such program
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
"""
_HEAD = """openapi: 3.0.3
info: {title: Made, version: 1.0.0, description: Of a stated size., contact: {email: team@example.com}}
servers: [{url: https://api.example.com}]
tags: [{name: things}]
paths:
"""
_PATH = """  /things{n}/{{id}}:
    get:
      operationId: readThing{n}
      summary: Reads a thing.
      description: Reads thing {n} with all of its parts.
      tags: [things]
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string, maxLength: 36}}}}
        - $ref: '#/components/parameters/Limit'
      responses:
        '200':
          description: The thing.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Thing{n}'
        default:
          $ref: '#/components/responses/Problem'
    put:
      operationId: writeThing{n}
      tags: [things]
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
      requestBody:
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Thing{n}'
      responses:
        '204': {{description: Written.}}
"""
_PARTS = """components:
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer, default: 20}}
  responses:
    Problem:
      description: What went wrong.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
  schemas:
    Problem: {type: object, properties: {code: {type: integer}, text: {type: string}}}
    Money: {type: object, properties: {amount: {type: string}, currency: {type: string, enum: [EUR, USD]}}}
"""
_SCHEMA = """    Thing{n}:
      type: object
      description: A thing with parts.
      required: [id, state]
      properties:
        id: {{type: string, description: 'Which one it is, for ever.'}}
        state: {{type: string, enum: [open, held, closed], example: open}}
        count: {{type: integer, minimum: 0, default: 1}}
        price: {{$ref: '#/components/schemas/Money'}}
        lines:
          type: array
          items:
            type: object
            properties:
              sku: {{type: string, maxLength: 40}}
              quantity: {{type: number}}
              note: {{type: string, nullable: true, description: What people wrote beside it.}}
        part: {{$ref: '#/components/schemas/{part}'}}
"""


@dataclass(slots=True)
class Tool:
    """A program that lints: how it is called, its CPU seconds and peaks in bytes, and why it could not."""

    name: str
    command: tuple[str, ...]
    cpus: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    failed: str | None = None


def main() -> int:
    """Print one table; exit 1 when our own program could not lint."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--spectral", default=shutil.which("spectral"), help="the program; default: found on the PATH")
    parser.add_argument(
        "--ruleset", action="append", type=Path, help="may be given several times; default: spectral:oas"
    )
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not options.spectral or not shutil.which("node"):
        print("skipped: spectral or node is not here; only our own numbers follow", file=sys.stderr)
        options.spectral = None
    now, version = datetime.now(UTC), platform.python_version()
    print(f"{now:%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {version}\n")
    print("| document | ruleset | `crossdock lint` CPU | peak | Spectral CPU | peak | ratio of CPU |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    is_complete = True
    with tempfile.TemporaryDirectory() as folder:
        rulesets = options.ruleset or [_write(Path(folder, "spectral-oas.yaml"), "extends: ['spectral:oas']\n")]
        for name, document in _documents(options.documents, Path(folder)):
            for ruleset in rulesets:
                tools = _tools(document.resolve(), ruleset.resolve(), options.spectral)
                for _ in range(options.runs):
                    for tool in tools:
                        _measure(tool, folder)
                print(_row(name, ruleset, tools), flush=True)
                is_complete = is_complete and tools[0].failed is None
    return 0 if is_complete else 1


def _documents(stated: Sequence[Path], folder: Path) -> list[tuple[str, Path]]:
    if stated:
        return [(f"{path.name}, {path.stat().st_size / 1000:,.0f} KB", path) for path in stated]
    return [(name, _write(folder / f"{size}.yaml", make_document(size))) for name, size in SIZES.items()]


def make_document(size: int) -> str:
    """Return an OpenAPI description of at least a size in bytes: each operation reaches schemas that reference up to four more."""
    paths, schemas = [], []
    length = len(_HEAD) + len(_PARTS)
    while length < size:
        number = len(paths)
        part = f"Thing{number - 1}" if number % 4 else "Money"
        paths.append(_PATH.format(n=number))
        schemas.append(_SCHEMA.format(n=number, part=part))
        length += len(paths[-1]) + len(schemas[-1])
    return "".join((_HEAD, *paths, _PARTS, *schemas))


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _tools(document: Path, ruleset: Path, spectral: str | None) -> list[Tool]:
    arguments = ("lint", "-q", "-r", str(ruleset), str(document), "-f", "json")
    tools = [Tool("crossdock", (sys.executable, "-m", "crossdock.registry.cli.main", *arguments))]
    return [*tools, Tool("spectral", (spectral, *arguments))] if spectral else tools


def _measure(tool: Tool, folder: str) -> None:
    """Run a program once; one that ended with an error or was too slow is not run again."""
    if tool.failed is not None:
        return
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = Path(folder, "told")
    told.unlink(missing_ok=True)
    starter = (sys.executable, "-I", "-S", "-c", _STARTER, str(told), *tool.command)
    with Path(folder, "answer").open("w+") as answer:
        process = subprocess.Popen(
            starter, env=environ, cwd=folder, stdout=answer, stderr=answer, start_new_session=True
        )
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        code, seconds, peak = told.read_text().split() if told.exists() else (f"after {LIMIT} s", "", "")
        if code not in ("0", "1"):
            answer.seek(0)
            tool.failed = f"exit {code}: {answer.read(200).strip()}"
            return
    tool.cpus.append(float(seconds))
    tool.peaks.append(int(peak) * _UNIT)


def _row(name: str, ruleset: Path, tools: Sequence[Tool]) -> str:
    cells = [cell for tool in tools for cell in _cells(tool)]
    is_measured = len(tools) > 1 and all(tool.cpus for tool in tools)
    ratio = f"{min(tools[1].cpus) / min(tools[0].cpus):.1f}" if is_measured else ""
    label = ruleset.stem if ruleset.stem != "ruleset" else ruleset.parent.name
    return f"| {name} | {label} | {' | '.join(cells)} | {ratio} |"


def _cells(tool: Tool) -> tuple[str, str]:
    if tool.failed is not None or not tool.cpus:
        return f"could not: {tool.failed}", ""
    return f"{min(tool.cpus):,.2f} s", f"{min(tool.peaks) / 1_000_000:,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
