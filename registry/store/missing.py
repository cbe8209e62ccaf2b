"""Fetches trees and blobs that a shallow or partial clone lacks: all of them at once, and nothing else."""

import re
from collections.abc import Sequence

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.git import GitRepository

TIMEOUT = 120.0  # seconds
_REFUSED = re.compile(r"not our ref ([0-9a-f]{40,64})")
_MAX_REFUSED = 16  # ids the remote does not have, before the fetch is given up
# No `ext::`, which is a command line; the repository's own configuration may not name another upload-pack or proxy either.
_TRANSPORTS = {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_PROXY_COMMAND": ""}


def fetch_missing(repository: GitRepository, oids: Sequence[str]) -> bool:
    """Fetch objects by id into a clone that is known to be incomplete; returns whether it is worth asking for them again.

    A complete clone fetches nothing. An id that the remote does not have either is left out. Raises RegistryError, with the
    command that mends it, when the remote does not answer.
    """
    if not (repository.is_shallow() or repository.is_partial()):
        return False
    remote = _remote(repository)
    if remote is None:
        return False
    wanted = list(oids)
    for _ in range(_MAX_REFUSED):
        complaint = _fetch(repository, remote, wanted)
        if complaint is None:
            return True
        refused = _REFUSED.search(complaint)
        if refused is None or refused[1] not in wanted:
            raise _unreachable(repository, remote, len(wanted), complaint)
        wanted.remove(refused[1])
        if not wanted:
            return False
    raise _unreachable(repository, remote, len(wanted), "the remote lacks many of them")


def _fetch(repository: GitRepository, remote: str, oids: Sequence[str]) -> str | None:
    """Fetch; returns `None`, or what git complained of. The options are those of git's own lazy fetch (promisor-remote.c)."""
    arguments = (
        *("-c", "fetch.negotiationAlgorithm=noop"),
        *(
            "fetch",
            "--upload-pack=git-upload-pack",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--recurse-submodules=no",
        ),
        *(("--filter=blob:none",) if repository.is_partial() else ()),
        *("--stdin", "--end-of-options", remote),
    )
    answer = repository.run(
        arguments, content="".join(f"{oid}\n" for oid in oids).encode(), environment=_TRANSPORTS, timeout=TIMEOUT
    )
    return answer.complaint or "git said nothing" if answer.code else None


def _remote(repository: GitRepository) -> str | None:
    """Return the remote that promised the missing objects, else `origin`, else the only one."""
    answer = repository.run(
        ("config", "-z", "--get-regexp", r"^(remote\..*\.(url|promisor)|extensions\.partialclone)$")
    )
    urls, promisors = [], []
    for line in filter(None, answer.output.decode("utf-8", "surrogateescape").split("\0")):
        key, _, value = line.partition("\n")
        if key == "extensions.partialclone":
            promisors.append(value)
        elif key.endswith(".promisor") and value.lower() in ("", "true", "yes", "on", "1"):
            promisors.append(key.removeprefix("remote.").removesuffix(".promisor"))
        elif key.endswith(".url"):
            urls.append(key.removeprefix("remote.").removesuffix(".url"))
    known = [
        name for name in (*promisors, "origin", *urls[:1]) if name in urls and not re.search(r"^-|[=\x00-\x1f]", name)
    ]
    return known[0] if known else None


def _unreachable(repository: GitRepository, remote: str, count: int, complaint: str) -> RegistryError:
    said = complaint.splitlines()[0].removeprefix("fatal:").strip()
    objects = "1 object is" if count == 1 else f"{count} objects are"
    mend = "`git fetch --unshallow`" if repository.is_shallow() else "`git fetch --refetch --no-filter`"
    return RegistryError(
        f"{objects} not in this clone, and `{remote}` did not give them: {said}", f"when you are online: {mend}"
    )
