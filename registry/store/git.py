"""A Git repository on disk: where it is, and how git is run in it without running what it configures."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from crossdock.registry.errors import RegistryError, RegistryNotFound
from crossdock.registry.store.environment import GUARDS, git_environment, git_program

TIMEOUT = 300.0  # seconds; a git that takes longer hangs


@dataclass(frozen=True, slots=True)
class GitRepository:
    """A repository found by reading the file system. `root` is the top of the work tree, `None` in a bare repository.

    `git_dir` belongs to this work tree (index, HEAD), `common_dir` is shared by all work trees (objects, refs); both are absolute.
    """

    root: Path | None
    git_dir: Path
    common_dir: Path

    @classmethod
    def discover(cls, path: Path) -> "GitRepository":
        """Find the repository that holds `path`. Runs no process; raises RegistryNotFound when there is none."""
        start = path.resolve()
        for folder in (start, *start.parents):
            found = _repository_at(folder)
            if found is not None:
                return found
        raise RegistryNotFound(
            f"`{path}` is not inside a Git repository",
            "run it inside the registry's clone, or `git init` the folder first",
        )

    @property
    def folder(self) -> Path:
        """Where git runs: the work tree, or the bare repository itself."""
        return self.root or self.git_dir

    def prefix_of(self, folder: Path) -> str:
        """Return the path of a folder inside the work tree: `""` for its top, else with forward slashes and one at the end."""
        inner = folder.resolve().relative_to(self.folder.resolve()).as_posix()
        return "" if inner == "." else f"{inner}/"

    def is_shallow(self) -> bool:
        """Whether history ends before its first commit."""
        return (self.common_dir / "shallow").is_file()

    def is_partial(self) -> bool:
        """Whether objects were left out that the remote promised to give later (git-clone(1), `--filter`)."""
        pack = self.common_dir / "objects" / "pack"
        return pack.is_dir() and any(file.suffix == ".promisor" for file in pack.iterdir())

    def start(
        self, arguments: tuple[str, ...], stderr: int, environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a git that is spoken to over pipes; its messages go to the file descriptor `stderr`."""
        try:
            return subprocess.Popen(
                (git_program(), *GUARDS, *arguments),
                cwd=self.folder,
                env={**git_environment(self.root, self.common_dir), **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                bufsize=1 << 16,
            )
        except OSError as error:
            raise _not_started(error) from error

    def run(
        self,
        arguments: tuple[str, ...],
        *,
        content: bytes | None = None,
        environment: dict[str, str] | None = None,
        timeout: float = TIMEOUT,
    ) -> "Answer":
        """Run git to its end and return what it said; the exit code is the caller's to judge.

        `content` is its standard input, `environment` is added to the guarded one, `timeout` is in seconds.
        """
        try:
            done = subprocess.run(
                (git_program(), *GUARDS, *arguments),
                cwd=self.folder,
                env={**git_environment(self.root, self.common_dir), **(environment or {})},
                input=b"" if content is None else content,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RegistryError(
                f"`git {_command(arguments)}` did not end within {timeout:.0f} s", "run it by hand to see why"
            ) from error
        except OSError as error:
            raise _not_started(error) from error
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a finished git said."""

    code: int
    output: bytes
    complaint: str


def git_failure(what: str, complaint: str) -> RegistryError:
    """Return the error for a git that failed, with the mend where git's own words name one."""
    said = next((line for line in complaint.splitlines() if line.startswith(("fatal:", "error:"))), complaint)
    said = said.removeprefix("fatal:").removeprefix("error:").strip() or "git said nothing"
    if "dubious ownership" in complaint:
        fix = "let git trust the folder: `git config --global --add safe.directory <folder>`"
    elif "promisor remote" in complaint:
        fix = "complete the partial clone: `git fetch --refetch --no-filter`"
    elif "index.lock" in complaint:
        fix = "wait for the other git, or remove the stale lock it left"
    else:
        fix = "`git fsck` tells whether the repository is whole"
    return RegistryError(f"{what}: {said}", fix)


def _command(arguments: tuple[str, ...]) -> str:
    """Return the command among the arguments: the first that is neither an option nor the value of `-c`."""
    return next(
        word for before, word in zip(("", *arguments), arguments, strict=False) if before != "-c" and word[0] != "-"
    )


def _not_started(error: OSError) -> RegistryError:
    return RegistryError(f"git could not be started: {error.strerror or error}", "install git and put it on the PATH")


def _repository_at(folder: Path) -> GitRepository | None:
    dot_git = folder / ".git"
    if dot_git.is_dir() and _is_git_dir(dot_git):
        return GitRepository(folder, dot_git, _common_dir(dot_git))
    if dot_git.is_file():
        git_dir = _linked_git_dir(dot_git)
        return GitRepository(folder, git_dir, _common_dir(git_dir))
    if _is_git_dir(folder):
        return GitRepository(None, folder, _common_dir(folder))
    return None


def _is_git_dir(folder: Path) -> bool:
    """Whether a folder is a git dir, by the marks that git itself asks for."""
    if not os.path.lexists(folder / "HEAD"):
        return False
    common = _common_dir(folder)
    return (common / "objects").is_dir() and (common / "refs").is_dir()


def _linked_git_dir(dot_git: Path) -> Path:
    """Follow the `.git` file of a linked work tree or a submodule (gitrepository-layout(5))."""
    text = dot_git.read_bytes()[:4096]
    if not text.startswith(b"gitdir:"):
        raise RegistryNotFound(f"`{dot_git}` does not name a repository", "remove it, or clone the repository again")
    target = os.fsdecode(text.removeprefix(b"gitdir:").strip(b" \r\n"))
    git_dir = (dot_git.parent / target).resolve()
    if not _is_git_dir(git_dir):
        raise RegistryNotFound(
            f"`{dot_git}` names `{target}`, which is not a repository", "run `git worktree repair` there"
        )
    return git_dir


def _common_dir(git_dir: Path) -> Path:
    try:
        text = (git_dir / "commondir").read_bytes()
    except OSError:
        return git_dir
    return (git_dir / os.fsdecode(text.rstrip(b"\r\n"))).resolve()
