"""Builds small real repositories."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytest import MonkeyPatch

from crossdock.registry.store.git import GitRepository

FIRST_DATE = 1_760_000_000  # seconds since 1970


@dataclass
class Clone:
    """A repository on disk that tests write to with git itself; each commit is a minute after the one before."""

    path: Path
    clock: int = FIRST_DATE

    def git(self, *arguments: str, content: bytes | None = None, date: int | None = None) -> str:
        when = f"{self.clock if date is None else date} +0000"
        environ = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environ, input=content, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr.decode()}"
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        for name, content in files.items():
            path = self.path / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(
        self, files: Mapping[str, str | bytes | None] | None = None, message: str = "change", date: int | None = None
    ) -> str:
        self.write(files or {})
        self.clock += 60
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, date=date)
        return self.git("rev-parse", "HEAD")

    def merge(self, *revisions: str, message: str = "merge") -> str:
        self.clock += 60
        self.git("merge", "--quiet", "--no-ff", "--strategy=ours", "--message", message, *revisions)
        return self.git("rev-parse", "HEAD")

    @property
    def repository(self) -> GitRepository:
        return GitRepository.discover(self.path)


def init(path: Path, *options: str) -> Clone:
    """Make an empty repository whose branch is `main`."""
    path.mkdir(parents=True, exist_ok=True)
    clone = Clone(path)
    clone.git("init", "--quiet", "--initial-branch=main", *options)
    return clone


def clone_of(origin: Clone, path: Path, *options: str) -> Clone:
    """Clone over `file://`, so that depth and filter count."""
    origin.git("config", "uploadpack.allowFilter", "true")
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    origin.git("clone", "--quiet", "--no-local", *options, origin.path.as_uri(), str(path))
    return Clone(path, origin.clock)


@contextmanager
def traced(folder: Path, monkeypatch: MonkeyPatch) -> Iterator[list[list[str]]]:
    """Yield a list that holds, afterwards, the arguments of each git process that ran."""
    folder.mkdir(parents=True, exist_ok=True)
    started: list[list[str]] = []
    with monkeypatch.context() as patch:
        patch.setenv("GIT_TRACE2_EVENT", str(folder))
        yield started
    for trace in sorted(folder.iterdir()):
        events = (json.loads(line) for line in trace.read_text().splitlines())
        started.extend(event["argv"] for event in events if event["event"] == "start")
