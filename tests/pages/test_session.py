"""The session of a page: its commands run one after the other in one repository, and answer what the page shows."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(__file__).parent / "documents"
PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if "```console session" in page.read_text("utf-8")]
_BLOCK = re.compile(r"```(console|yaml) session ?(\S*)\n(.*?)```", re.DOTALL)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """An empty repository beside the documents that the pages adopt."""
    shutil.copytree(DOCUMENTS, tmp_path, dirs_exist_ok=True)
    room = tmp_path / "registry"
    room.mkdir()
    run(room, ["git", "init", "--quiet", "--initial-branch=main"])
    return room


def run(room: Path, words: list[str]) -> str:
    command = [sys.executable, "-m", "crossdock.registry.cli.main", *words[1:]] if words[0] == "crossdock" else words
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "GITLAB_", "CI"))
    }
    people = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    environ = {**kept, **people, **config}
    done = subprocess.run(command, cwd=room, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in ((0, 1) if words[0] == "crossdock" else (0,)), f"{shlex.join(words)}: {done.stderr}"
    return done.stdout


def play(room: Path, block: str) -> None:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        answer = run(room, shlex.split(command))
        flat = " ".join(answer.split())
        for shown in (piece for line in output.splitlines() for piece in line.split("…")):
            assert " ".join(shown.split()) in flat, f"{command} does not say `{shown.strip()}`:\n{answer}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_session_of_a_page_goes_as_it_shows(page: Path, room: Path) -> None:
    blocks = _BLOCK.findall(page.read_text("utf-8"))
    for language, path, text in blocks:
        if language == "console":
            play(room, text)
        else:
            (room / path).write_text(text, "utf-8")
    assert sum(language == "console" for language, _, _ in blocks) > 1


def test_there_is_a_page_with_a_session() -> None:
    assert [page.name for page in PAGES] == ["adopting.md"]
