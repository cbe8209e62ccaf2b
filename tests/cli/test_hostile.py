"""Hostile files in a registry: each check ends in a finding or an error, soon, in little memory, and reads nothing outside."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.small import Small

HOME = "contracts/wms/shipped/v1"
# a process of its own for each measurement: the peak of children is the highest of all that ever ran
_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f"\\n{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")
sys.exit(code)
"""
SECONDS = 2.0  # of processor time, the start of Python included
MEGABYTES = 500


def bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "asyncapi: 3.0.0\n" + "\n".join(levels) + "\n"


def cyclic() -> str:
    schemas = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    message = {"payload": {"$ref": "#/components/schemas/A"}}
    return json.dumps(
        {
            "asyncapi": "3.0.0",
            "info": {"title": "c", "version": "1.0.0"},
            "channels": {"c": {"address": "c", "messages": {"m": message}}},
            "operations": {"send": {"action": "send", "channel": {"$ref": "#/channels/c"}}},
            "components": {"schemas": schemas},
        }
    )


def referring(reference: str) -> str:
    return (
        "asyncapi: 3.0.0\ninfo: {title: r, version: 1.0.0}\nchannels:\n  c:\n    address: c\n    messages:\n"
        f"      m:\n        payload: {{$ref: {json.dumps(reference)}}}\n"
    )


CASES: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "an alias bomb": (bomb, "document-alias-bomb"),
    "100,000 nested brackets": (lambda: "a: " + "[" * 100_000, "document-too-deep"),
    "100,000 nested brackets that close": (lambda: "a: " + "[" * 100_000 + "]" * 100_000, "document-too-deep"),
    "a file of 50 MB": (lambda: b"a: " + b"x" * 50_000_000, "file-blocked"),
    "duplicate keys": (lambda: "asyncapi: 3.0.0\nasyncapi: 3.0.0\n", "document-duplicate-key"),
    "invalid UTF-8": (lambda: b"asyncapi: 3.0.0\ninfo: \xff\xfe\n", "document-encoding"),
    "cyclic references": (cyclic, "reference-cycle"),
    "a reference to file:": (lambda: referring("file:///etc/passwd"), "reference-outside"),
    "a reference to http:": (lambda: referring("http://127.0.0.1:9/x.json#/a"), "reference-remote"),
    "a reference out of the tree": (lambda: referring("../../../../../../../../etc/passwd"), "reference-outside"),
    "an absolute reference": (lambda: referring("/etc/passwd"), "reference-outside"),
    "a reference through a symbolic link": (lambda: referring("link.json"), "file-blocked"),
}


@pytest.mark.parametrize("name", CASES)
def test_hostile_documents_end_in_a_finding(small: Small, tmp_path: Path, name: str) -> None:
    content, rule = CASES[name]
    made = content()
    secret = tmp_path / "secret.json"
    secret.write_text('{"type": "object", "secret": "hunter2"}')
    (small.root / HOME / "link.json").symlink_to(secret)
    small.write({f"{HOME}/asyncapi.yaml": made})
    answer, seconds, megabytes = run_measured(small, "check", "--report", "json")
    assert answer.returncode in (1, 2), answer.stderr
    assert "Traceback" not in answer.stderr
    assert rule in answer.stdout, [finding["rule"] for finding in json.loads(answer.stdout)["findings"]]
    assert "hunter2" not in answer.stdout
    assert "root:" not in answer.stdout
    assert seconds < SECONDS, f"{seconds:.1f} s"
    assert megabytes < MEGABYTES, f"{megabytes:.0f} MB"


def test_names_with_control_characters_end_in_a_finding(small: Small) -> None:
    folder = "contracts/wms/bad\nname\x1b[31m/v1"
    small.write({f"{folder}/contract.yaml": "kind: event\ntitle: x\nversion: 1.0.0\n"})
    answer = small.run("check")
    assert "\x1b" not in answer.out
    assert "\nname" not in answer.out
    assert answer.code in (1, 2)


def test_strings_with_control_characters_do_not_reach_the_terminal(small: Small) -> None:
    small.write({f"{HOME}/contract.yaml": 'kind: event\ntitle: "x\\e[2Jy"\nversion: "1.0.0\\n::error::x"\n'})
    answer = small.run("check")
    assert answer.code in (1, 2)
    assert "\x1b" not in answer.out
    assert not [line for line in answer.out.splitlines() if line.startswith("::")]


@pytest.mark.parametrize(
    "reference", ["--upload-pack=touch pwned", "-x", "a/b@--exec=x", "a/../b", "a/b\nc", "../../x"]
)
def test_a_contract_id_that_is_a_git_option_is_refused(small: Small, reference: str) -> None:
    answer = small.run("show", "--", reference)
    assert answer.code == 2
    assert not (small.root / "pwned").exists()


def run_measured(small: Small, *arguments: str) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Run a command as a process; return it, its processor time in seconds and its peak memory in MB."""
    command = (sys.executable, "-c", _MEASURE, sys.executable, "-m", "crossdock.registry.cli.main", *arguments)
    done = subprocess.run(command, cwd=small.root, capture_output=True, text=True, timeout=60, check=False)
    errors, _, used = done.stderr.rpartition("\n")
    seconds, megabytes = map(float, used.split())
    done.stderr = errors
    return done, seconds, megabytes
