"""A stand-in repository: the objects of a partial clone without its promises, so that git says what is missing instead of dying."""

from pathlib import Path
from tempfile import TemporaryDirectory

from crossdock.registry.store.git import GitRepository

_CONFIG = "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n"
_SHA256 = "[extensions]\n\tobjectFormat = sha256\n"


class StandIn:
    """An empty repository in a temporary folder whose objects are another's. It has no refs: ask it by ids only.

    A git that may not fetch stops at the first object that a promisor remote still owes (promisor-remote.c), and a setting of the
    repository that names such a remote cannot be overruled.
    """

    def __init__(self, repository: GitRepository, *, is_sha256: bool) -> None:
        self._folder = TemporaryDirectory(prefix="crossdock-")
        top = Path(self._folder.name)
        for name in ("refs", "objects"):
            (top / name).mkdir()
        (top / "HEAD").write_text("ref: refs/heads/none\n", "utf-8")
        (top / "config").write_text(_CONFIG.format(version=int(is_sha256)) + (_SHA256 if is_sha256 else ""), "utf-8")
        self.environment = {"GIT_DIR": str(top), "GIT_OBJECT_DIRECTORY": str(repository.common_dir / "objects")}

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()
