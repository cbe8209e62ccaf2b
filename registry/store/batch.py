"""One lasting `git cat-file --batch`: names in, objects out, without either side waiting for the other for ever."""

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from subprocess import Popen
from typing import IO, NamedTuple

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.git import GitRepository, git_failure
from crossdock.registry.store.stand_in import StandIn

MAX_HELD = 1 << 30  # bytes of contents that one question may bring
# Requests; two windows are in flight, and as ids (SHA-256 too) they fit a pipe of 4 KiB, so writing never blocks.
_WINDOW = 30
_STEP = 1 << 16  # bytes


class Found(NamedTuple):
    """An object as git answers it. `content` is `None` when it is larger than was allowed."""

    oid: str
    kind: str
    size: int
    content: bytes | None


class BatchProcess:
    """The process. It starts at the first question; after `close` a further question starts another.

    With `is_partial` it answers ids only, and says what a partial clone lacks.
    """

    def __init__(self, repository: GitRepository, *, is_partial: bool = False) -> None:
        self.repository = repository
        self._is_partial = is_partial
        self._stand_in: StandIn | None = None
        self._process: Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None

    def ask(self, names: Iterable[str], limit: int) -> dict[str, Found | None]:
        """Ask for many objects, in order, each name once; `None` is one that is not here. `limit` is in bytes.

        A name must hold no line feed: it would be two questions.
        """
        wanted = list(dict.fromkeys(names))
        if wanted and self._process is None:
            self._start(wanted[0])
        try:
            return self._exchange(wanted, limit)
        except BaseException:
            self.close(is_killed=True)  # what it still says belongs to no question
            raise

    def _exchange(self, wanted: list[str], limit: int) -> dict[str, Found | None]:
        windows = [wanted[at : at + _WINDOW] for at in range(0, len(wanted), _WINDOW)]
        answers: dict[str, Found | None] = {}
        held = 0
        for window in windows[:2]:
            self._send(window)
        for number, window in enumerate(windows):
            for name in window:
                found = answers[name] = self._receive(limit)
                held += len(found.content) if found is not None and found.content is not None else 0
            if held > MAX_HELD:
                raise RegistryError(
                    f"more than {MAX_HELD >> 20} MiB of files are needed at once",
                    "keep large files out of the registry",
                )
            if number + 2 < len(windows):
                self._send(windows[number + 2])
        return answers

    def close(self, *, is_killed: bool = False) -> None:
        """End the process, when `is_killed` without hearing it out."""
        process, self._process = self._process, None
        complaints, self._complaints = self._complaints, None
        if process is not None:
            if is_killed:
                process.kill()
            with suppress(BrokenPipeError):
                process.communicate()
        if complaints is not None:
            complaints.close()
        if self._stand_in is not None:
            self._stand_in.close()
            self._stand_in = None

    def _send(self, names: list[str]) -> None:
        assert self._process is not None and self._process.stdin is not None  # noqa: S101 - `ask` started it with pipes
        stdin = self._process.stdin
        try:
            stdin.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
            stdin.flush()
        except BrokenPipeError:
            raise self._died() from None

    def _receive(self, limit: int) -> Found | None:
        assert self._process is not None and self._process.stdout is not None  # noqa: S101 - `ask` started it with pipes
        stdout = self._process.stdout
        header = stdout.readline()
        if not header.endswith(b"\n"):
            raise self._died()
        fields = header.rsplit(b" ", 2)
        if len(fields) != 3 or not fields[2].rstrip().isdigit():
            return None  # `<name> missing`, `<name> ambiguous`, `<name> submodule`
        size = int(fields[2])
        content = _read(stdout, size, limit)
        if stdout.read(1) != b"\n":
            raise self._died()
        return Found(fields[0].decode("ascii"), fields[1].decode("ascii"), size, content)

    def _start(self, name: str) -> None:
        if self._is_partial:
            self._stand_in = StandIn(self.repository, is_sha256=len(name) == 64)
        environment = self._stand_in.environment if self._stand_in is not None else None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = self.repository.start(("cat-file", "--batch"), self._complaints.fileno(), environment)

    def _died(self) -> RegistryError:
        complaint = ""
        if self._process is not None and self._complaints is not None:
            self._process.kill()
            self._process.wait()
            self._complaints.seek(0)
            complaint = self._complaints.read(1 << 16).decode("utf-8", "replace")
        return git_failure(f"the objects of `{self.repository.folder}` could not be read", complaint)


def _read(stream: IO[bytes], size: int, limit: int) -> bytes | None:
    """Read an object, or past one that is too large to hold."""
    if size <= limit:
        return stream.read(size)
    while size > 0:
        size -= len(stream.read(min(size, _STEP))) or size
    return None
