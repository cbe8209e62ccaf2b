"""The wheel, installed beside a project that has packages named `registry`, `generators` and `policies` of its own."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBE = """\
import registry, policies, generators
import crossdock.registry.cli.main, crossdock.generators, crossdock.policies
print(registry.OWNER, policies.OWNER, generators.OWNER)
print(crossdock.registry.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the files that Git tracks, as a release does."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    names = subprocess.run(
        ("git", "ls-files", "-z", "pyproject.toml", "README.md", "LICENSE", "registry", "generators", "policies"),
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


def test_the_wheel_does_not_collide_with_a_projects_own_packages(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    project = tmp_path / "project"
    for name in ("registry", "policies", "generators"):
        (project / name).mkdir(parents=True)
        (project / name / "__init__.py").write_text(f"OWNER = 'project {name}'\n")
    environ = {**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{project}"}
    done = subprocess.run(
        (sys.executable, "-c", PROBE), cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    own, ours = done.stdout.splitlines()
    assert own == "project registry project policies project generators"
    assert Path(ours).is_relative_to(installed)


def test_the_wheel_holds_every_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tracked = subprocess.run(
        ("git", "ls-files", "registry", "generators", "policies"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = {
        name
        for name in tracked.stdout.splitlines()
        if not name.startswith("policies/waivers/") and (ROOT / name).is_file()
    }
    missing = sorted(name for name in wanted if f"crossdock/{name}" not in names)
    assert not missing
    assert not [name for name in names if name.split("/")[0] in ("registry", "generators", "policies", "tests")]


def test_the_list_of_packages_is_the_folders() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    found = {
        ".".join(("crossdock", *path.parent.relative_to(ROOT).parts))
        for top in ("registry", "generators", "policies")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert listed == found
