"""Every command that a page shows is run, in a clone of the landscape; every link of a page leads somewhere."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def shown() -> list[tuple[str, str, str]]:
    """Return (page, command, the output that the page shows) of each console block."""
    found = []
    for page in PAGES:
        for block in _CONSOLE.findall(page.read_text("utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("crossdock "):
                    found.append((page.name, command, output))
    return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project as it is committed."""
    folder = tmp_path_factory.mktemp("clone") / "landscape"
    subprocess.run(("git", "clone", "--quiet", "--local", str(ROOT), str(folder)), check=True)
    return folder


@pytest.mark.parametrize(("page", "command", "output"), shown(), ids=lambda value: value[:60])
def test_the_command_does_what_the_page_shows(clone: Path, page: str, command: str, output: str) -> None:
    words = shlex.split(command)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GITLAB_", "CI"))}
    done = subprocess.run(
        (sys.executable, "-m", "crossdock.registry.cli.main", *words[1:]),
        cwd=clone,
        env={**environ, "NO_COLOR": "1", "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    answer = " ".join(done.stdout.split())
    for line in output.splitlines():
        for part in line.split("…"):
            assert " ".join(part.split()) in answer, (
                f"{page}: {command} does not say `{part.strip()}`:\n{done.stdout[:2000]}"
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [target for target in _LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not broken
