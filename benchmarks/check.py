"""Times `crossdock check` as a whole process on large registries, and on a large document. Prints ratios from one run.

python benchmarks/check.py [--sizes 1000,4000,16000] [--runs 7]
python benchmarks/check.py --only policies [--sizes 1000] [--runs 15]     # with and without the registry-wide rules, in turn
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import build, document, folder_of, git, manifest

PYTHON = sys.executable
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}  # as people run it
CROSSDOCK = (PYTHON, "-m", "crossdock.registry.cli.main")
WITHOUT_POLICIES = """
import sys
from crossdock.registry.checks import policies
policies._policies = lambda context: []
from crossdock.registry.cli.main import main
main()
"""
PARSE = """
import sys
from crossdock.registry.documents.read import read_document
for path in sys.argv[1:]:
    read_document(path, open(path, 'rb').read())
"""


def measure(
    runs: int, command: tuple[str, ...], folder: Path, before: Callable[[], None] = lambda: None
) -> tuple[float, float]:
    """Return the median wall time and the median CPU time (with children) of a command, in milliseconds."""
    walls, cpus = [], []
    for _ in range(runs):
        before()
        start_cpu, start = _cpu(), time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
        walls.append((time.perf_counter() - start) * 1000)
        cpus.append((_cpu() - start_cpu) * 1000)
        assert done.returncode in (0, 1), done.stderr.decode()
    return statistics.median(walls), statistics.median(cpus)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def change_three(folder: Path, count: int) -> None:
    """Make the pull request: three contracts get a new optional field and the next version."""
    for number in (1, count // 2, count - 1):
        (folder / folder_of(number) / "contract.yaml").write_text(manifest(number, 5))
        (folder / folder_of(number) / "openapi.yaml").write_text(document(number, 5))
    git(folder, "checkout", "--quiet", "-b", "change")
    git(folder, "-c", "user.name=b", "-c", "user.email=b@example.invalid", "commit", "--quiet", "-am", "three fields")


def forget_index(folder: Path) -> None:
    shutil.rmtree(folder / ".git" / "crossdock", ignore_errors=True)


def time_registry(count: int, runs: int, room: Path) -> dict[str, float]:
    folder = room / f"registry-{count}"
    build(folder, count)
    change_three(folder, count)
    files = tuple(
        str(folder / folder_of(number) / name)
        for number in (1, count // 2, count - 1)
        for name in ("contract.yaml", "openapi.yaml")
    )
    check = (*CROSSDOCK, "check", "--base", "main")
    cold = measure(3, check, folder, lambda: forget_index(folder))
    warm = measure(runs, check, folder)
    found = {
        "contracts": count,
        "empty python": measure(runs, (PYTHON, "-c", "pass"), folder)[0],
        "git diff": measure(runs, ("git", "diff", "--raw", "main"), folder)[0],
        "parse alone": measure(runs, (PYTHON, "-c", PARSE, *files), folder)[0],
        "warm wall": warm[0],
        "warm cpu": warm[1],
        "cold wall": cold[0],
        "cold cpu": cold[1],
        "cold us/contract": (cold[1] - warm[1]) * 1000 / count,
    }
    shutil.rmtree(folder)
    return found


def time_policies(count: int, runs: int, room: Path) -> dict[str, float]:
    """Time a warm check with all registry-wide rules and with none, in turn, so that the noise of the machine falls on both."""
    folder = room / f"policies-{count}"
    build(folder, count)
    change_three(folder, count)
    ways = {
        "with": (*CROSSDOCK, "check", "--base", "main"),
        "without": (PYTHON, "-c", WITHOUT_POLICIES, "check", "--base", "main"),
    }
    for command in ways.values():
        measure(1, command, folder)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, command in ways.items():
            taken[name].append(measure(1, command, folder))
    shutil.rmtree(folder)
    found: dict[str, float] = {"contracts": count}
    for index, unit in enumerate(("wall", "cpu")):
        middle = {name: statistics.median(pair[index] for pair in pairs) for name, pairs in taken.items()}
        found |= {f"{name} {unit}": value for name, value in middle.items()}
        found[f"ratio {unit}"] = middle["with"] / middle["without"]
    return found


def large_document(paths: int) -> dict[str, object]:
    """Return an OpenAPI document of about 10 MB."""
    schema = {
        "type": "object",
        "properties": {f"field{n}": {"type": "string", "maxLength": 40, "description": "a text"} for n in range(20)},
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Large", "version": "1.0.0"},
        "paths": {
            f"/things{n}/{{id}}": {
                "get": {
                    "operationId": f"get{n}",
                    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/T{n}"}}},
                        }
                    },
                }
            }
            for n in range(paths)
        },
        "components": {"schemas": {f"T{n}": json.loads(json.dumps(schema)) for n in range(paths)}},
    }


def time_large(runs: int, room: Path) -> dict[str, float]:
    folder = room / "large"
    home = folder / "contracts" / "big" / "api" / "v1"
    home.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "crossdock.yaml").write_text("registry: bench\n")
    (folder / "teams.yaml").write_text("teams: {bench: {name: Bench, email: b@example.invalid}}\n")
    (folder / "contracts/big/system.yaml").write_text(
        "title: Big\nrole: erp\nowner: bench\ntier: 2\ndefaults: {owner: bench}\n"
    )
    (home / "contract.yaml").write_text("kind: api\ntitle: Big\nversion: 1.0.0\n")
    body = large_document(6000)
    (home / "openapi.json").write_text(json.dumps(body, indent=1))
    identity = ("-c", "user.name=b", "-c", "user.email=b@example.invalid")
    git(folder, "add", ".")
    git(folder, *identity, "commit", "--quiet", "-m", "base")
    shutil.copy(home / "openapi.json", room / "base.json")
    for n in range(5):
        body["components"]["schemas"][f"T{n * 997}"]["properties"]["added"] = {"type": "integer"}  # type: ignore[index]
    (home / "openapi.json").write_text(json.dumps(body, indent=1))
    (home / "contract.yaml").write_text("kind: api\ntitle: Big\nversion: 1.1.0\n")
    git(folder, "checkout", "--quiet", "-b", "change")
    git(folder, *identity, "commit", "--quiet", "-am", "five fields")
    parse = (PYTHON, "-c", PARSE, str(room / "base.json"), str(home / "openapi.json"))
    native = "import sys, msgspec\nfor p in sys.argv[1:]: msgspec.json.decode(open(p,'rb').read())"
    check = measure(runs, (*CROSSDOCK, "check", "--base", "main"), folder)
    return {
        "document MB": (home / "openapi.json").stat().st_size / 1e6,
        "native parse of both": measure(runs, (PYTHON, "-c", native, *parse[3:]), folder)[0],
        "our reading of both": measure(runs, parse, folder)[0],
        "check wall": check[0],
        "check cpu": check[1],
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="1000,4000,16000")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--only", choices=["registry", "large", "policies"])
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        for size in chosen.sizes.split(","):
            if chosen.only in (None, "registry"):
                _print(time_registry(int(size), chosen.runs, room))
            if chosen.only in (None, "policies"):
                _print(time_policies(int(size), chosen.runs, room))
        if chosen.only in (None, "large"):
            found = time_large(chosen.runs, room)
            _print(found)
            print(f"  check / our reading of both: {found['check wall'] / found['our reading of both']:.2f}")


def _print(found: dict[str, float]) -> None:
    print("  ".join(f"{name} {value:,.2f}" for name, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
