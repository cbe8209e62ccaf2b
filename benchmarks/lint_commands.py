"""A table of command lines of `lint`, through `crossdock lint` and through the command line of Spectral.

    python benchmarks/lint_commands.py [--spectral PATH] [--list]

Spectral is found on the PATH, or where `--spectral` says; nothing is installed. Without it, or without Node, that is said and nothing is
compared. For each command line: whether both end with the same exit code, and whether both write the same, on standard output and into
files. Data formats are compared as data, what only one of the tools can know (its name and version, times) left out.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 60  # seconds of one run
OURS = (sys.executable, "-c", "from crossdock.registry.cli.main import main; main()", "lint")
FILES = {
    "api.yaml": "openapi: 3.0.3\ninfo: {title: Orders, version: '1'}\npaths:\n  /orders: {get: {responses: {'200': {description: ok}}}}\n",
    "good.yaml": "openapi: 3.0.3\ninfo: {title: Orders, version: '1', contact: {name: A}}\npaths: {}\n",
    "apis/two.json": '{"openapi": "3.1.0", "info": {"title": "Two", "version": "1"}, "paths": {}}\n',
    "apis/old/three.yaml": "openapi: 3.0.3\ninfo: {title: Three, version: '1'}\npaths: {}\n",
    "broken.yaml": "a: [1\nb: 2\n",
    "double.yaml": "openapi: 3.0.3\ninfo: {title: A, title: B, version: '1', contact: {}}\npaths: {}\n",
    "lost.yaml": "openapi: 3.0.3\ninfo: {title: A, version: '1', contact: {$ref: '#/nothing'}}\npaths: {}\n",
    "other.yaml": "just: text\n",
    "rules.yaml": (
        "formats: [oas3]\nrules:\n"
        "  contact: {given: $.info, severity: warn, then: {field: contact, function: truthy}}\n"
        "  id: {given: '$.paths[*][*]', severity: error, message: 'say it: {{error}}', then: {field: operationId, function: truthy}}\n"
        "  hint: {given: $.info, severity: hint, then: {field: summary, function: truthy}}\n"
    ),
    "soft.yaml": "rules:\n  contact: {given: $.info, severity: warn, then: {field: contact, function: truthy}}\n",
    "wrong.yaml": "rules:\n  contact: {given: $.info, then: {function: truthful}}\n",
    ".spectral.yaml": "extends: ./soft.yaml\n",
}


@dataclass(frozen=True)
class Line:
    """One command line: its arguments, what is piped in, and the files that it writes."""

    arguments: str
    stdin: str = ""
    written: tuple[str, ...] = ()


R = "-r rules.yaml"
LINES = (
    Line(f"api.yaml {R}"),
    Line("api.yaml"),
    *(
        Line(f"api.yaml {R} -f {name}")
        for name in (
            *("json", "stylish", "text", "pretty", "junit", "html", "sarif", "markdown", "github-actions"),
            *("teamcity", "gitlab", "code-climate"),
        )
    ),
    *(Line(f"good.yaml {R} -f {name}") for name in ("json", "text", "junit", "sarif", "stylish")),
    *(Line(f"api.yaml {R} -f json -F {level}") for level in ("error", "warn", "info", "hint")),
    Line(f"good.yaml {R} -f json -F hint"),
    Line("api.yaml -r soft.yaml -f json -F error"),
    Line("api.yaml -r soft.yaml -f json --fail-severity=warn"),
    Line(f"api.yaml {R} -f json -D"),
    Line(f"api.yaml {R} -f json -D -F warn"),
    Line(f"api.yaml {R} -f text --display-only-failures"),
    Line("api.yaml -r soft.yaml -f text -D"),
    Line(f"apis/two.json good.yaml {R} -f json"),
    Line(f"api.yaml good.yaml apis/two.json {R} -f text"),
    Line(f"apis/**/*.yaml {R} -f json"),
    Line(f"apis/**/*.{{json,yaml}} {R} -f json"),
    Line(f"apis/**/* !apis/old/** {R} -f json"),
    Line(f"nothing/*.yaml {R}"),
    Line(f"nothing/*.yaml api.yaml {R} -f json"),
    Line(f"nothing/*.yaml api.yaml {R} -f json --fail-on-unmatched-globs"),
    Line(f"missing.yaml {R}"),
    Line(f"{R} -f json", stdin=FILES["api.yaml"]),
    Line(f"{R} -f json --stdin-filepath apis/piped.yaml", stdin=FILES["api.yaml"]),
    Line(f"{R} -f text", stdin=FILES["good.yaml"]),
    Line(f"api.yaml {R} -f json -o out.json", written=("out.json",)),
    Line(f"api.yaml {R} -f json -f text --output.json out.json --output.text out.txt", written=("out.json", "out.txt")),
    Line(f"api.yaml {R} -f json -f text --output.json out.json", written=("out.json",)),
    Line(f"good.yaml {R} -q"),
    Line(f"api.yaml {R} -q -f text"),
    Line(f"broken.yaml {R} -f json"),
    Line(f"double.yaml {R} -f json"),
    Line(f"lost.yaml {R} -f json"),
    Line(f"other.yaml {R} -f json"),
    Line(f"other.yaml {R} -f json --ignore-unknown-format"),
    Line("api.yaml -r wrong.yaml"),
    Line("api.yaml -r missing-rules.yaml"),
    Line(f"api.yaml {R} -f yaml"),
    Line(f"api.yaml {R} -F fatal"),
    Line(f"api.yaml {R} --nonsense"),
    Line(f"api.yaml {R} -e latin1 -f json"),
    Line(f"api.yaml {R} --show-documentation-url -f stylish"),
)


@dataclass(frozen=True)
class Answer:
    """What a run answered."""

    code: int
    output: str
    files: tuple[str, ...]


def main() -> int:
    """Print the table; exit 1 when an exit code differs that the page about rulesets does not tell of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--spectral", default=shutil.which("spectral"), help="the program; default: found on the PATH")
    parser.add_argument("--list", action="store_true", help="show what differs")
    options = parser.parse_args()
    if not options.spectral or not shutil.which("node"):
        print("skipped: Spectral or Node is not here (`--spectral PATH` names the program)")
        return 0
    theirs = (str(Path(options.spectral).absolute()), "lint")
    codes = outputs = 0
    unexpected = []
    for line in LINES:
        here, there = _run(OURS, line), _run(theirs, line)
        is_code = here.code == there.code
        is_output = _normal(line, here) == _normal(line, there)
        codes, outputs = codes + is_code, outputs + is_output
        print(f"{here.code} {there.code} {'same' if is_output else 'other'}  {line.arguments}")
        if not is_code and (here.code, there.code) != (2, 1):  # wrong arguments end with 2 here, with 1 there
            unexpected.append(line.arguments)
        if options.list and not is_output:
            print(_show("here", here), _show("there", there), sep="\n")
    print(f"exit codes: {codes} of {len(LINES)} the same; output: {outputs} of {len(LINES)} the same")
    return 1 if unexpected else 0


def _run(program: Sequence[str], line: Line) -> Answer:
    """Run one command line in a folder of its own, which has the same name for both tools: some formats fit columns to it."""
    folder = Path(tempfile.gettempdir(), f"lint-commands-{os.getpid()}")
    for name, text in FILES.items():
        Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, name).write_text(text, encoding="utf-8")
    try:
        ended = subprocess.run(
            [*program, *line.arguments.split()],
            input=line.stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LIMIT,
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"},
            check=False,
        )
        files = [Path(folder, name) for name in line.written]
        texts = tuple(file.read_text(encoding="utf-8") if file.exists() else "" for file in files)
    finally:
        shutil.rmtree(folder)
    return Answer(ended.returncode, ended.stdout, texts)


def _normal(line: Line, answer: Answer) -> object:
    """Return what is compared: data as data, texts without what depends on the run."""
    if answer.code == 2:
        return "refused"  # the words are each tool's own, on standard error
    return [_read(text) for text in (answer.output, *answer.files)]


def _read(text: str) -> object:
    """Return JSON as data, other text line by line; a trailing `No results` is one tool's way to say nothing."""
    try:
        return _without(json.loads(text))
    except ValueError:
        pass
    text = re.sub(r'timestamp="[^"]*"|time="[^"]*"', "", text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _without(value: object) -> object:
    """Return data without the names of tools, their marks of results and the numbers under which results name rules and files."""
    if isinstance(value, list):
        return [_without(item) for item in value]
    if not isinstance(value, dict):
        return value
    own = ("tool", "fingerprint", "partialFingerprints", "$schema", "artifacts", "index", "ruleIndex")
    return {name: _without(part) for name, part in value.items() if name not in own}


def _show(name: str, answer: Answer) -> str:
    return "\n".join(
        f"    {name:5} | {line}" for text in (answer.output, *answer.files) for line in text.splitlines()[:20]
    )


if __name__ == "__main__":
    sys.exit(main())
