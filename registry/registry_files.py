"""The files of one state of the registry, read when asked for, once, and what those say that belong to the registry itself."""

from collections.abc import Iterable, Sequence

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.folders import judge_folder
from crossdock.registry.manifests.settings_file import read_settings
from crossdock.registry.manifests.system_file import read_system
from crossdock.registry.manifests.teams_file import read_teams
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import Settings, System, Team
from crossdock.registry.store.snapshot import Snapshot

SETTINGS_FILE = "crossdock.yaml"
TEAMS_FILE = "teams.yaml"


class RegistryFiles:
    """The files, settings, teams and systems of one state of the registry. Reading never raises on content."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._documents: dict[str, Document | None] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._systems: dict[str, tuple[System | None, tuple[Finding, ...]]] = {}
        self._settings: Settings | None = None
        self._teams: dict[str, Team] | None = None

    @property
    def label(self) -> str:
        """What people call this state."""
        return self.snapshot.label

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the paths of the files below a folder, relative to it, sorted."""
        if folder not in self._names:
            cut = len(folder) + 1 if folder else 0
            self._names[folder] = tuple(path[cut:] for path in self.snapshot.paths(folder))
        return self._names[folder]

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, `None` when there is no such file."""
        return self.snapshot.read(path)

    def preload(self, paths: Iterable[str]) -> None:
        """Read and parse files together, so that one question to Git serves all."""
        wanted = [path for path in paths if path not in self._documents]
        contents = self.snapshot.read_many(wanted)
        for path in wanted:
            self._documents[path] = read_document(path, contents[path]) if path in contents else None

    def document(self, path: str) -> Document | None:
        """Return the parsed file, `None` when there is none."""
        if path not in self._documents:
            self.preload((path,))
        return self._documents[path]

    def blob(self, path: str) -> str | None:
        """Return the Git blob id of a file, `None` when there is none or Git does not hold it."""
        return self.snapshot.oid(path)

    def obstacles(self) -> tuple[tuple[str, str], ...]:
        """Return (path, what it is instead of a file that can be read) for what was met on the way, sorted."""
        return tuple(sorted((path, obstacle.value) for path, obstacle in self.snapshot.obstacles.items()))

    # the registry's own files

    @property
    def settings(self) -> Settings:
        """What `crossdock.yaml` says; its defaults when it cannot be read."""
        if self._settings is None:
            self._settings = settings_of(self.snapshot)
        return self._settings

    def _team_map(self) -> dict[str, Team]:
        if self._teams is None:
            document = self.document(TEAMS_FILE)
            teams = read_teams(document)[0] if document else None
            self._teams = {team.id: team for team in teams or ()}
        return self._teams

    def team(self, team_id: str) -> Team | None:
        """Return a team."""
        return self._team_map().get(team_id)

    def team_ids(self) -> tuple[str, ...]:
        """Return the ids of all teams, sorted."""
        return tuple(sorted(self._team_map()))

    def system(self, system_id: str) -> System | None:
        """Return a system; `None` when there is none or its file cannot be read."""
        return self._read_system(system_id)[0]

    def _read_system(self, system_id: str) -> tuple[System | None, tuple[Finding, ...]]:
        if system_id not in self._systems:
            folder = f"{self.settings.contracts}/{system_id}"
            document = self.document(f"{folder}/system.yaml")
            self._systems[system_id] = read_system(document, system_id, folder) if document else (None, ())
        return self._systems[system_id]

    def registry_findings(self, paths: Sequence[str]) -> tuple[Finding, ...]:
        """Return what is wrong with those of the paths that are files of the registry itself."""
        found: list[Finding] = []
        for path in paths:
            document = self.document(path)
            if document is None:
                continue
            if path == SETTINGS_FILE:
                found += read_settings(document)[1]
            elif path == TEAMS_FILE:
                found += read_teams(document)[1]
            elif path.endswith("/contract.yaml") and path.startswith(f"{self.settings.contracts}/"):
                found += judge_folder(path, path.removesuffix("/contract.yaml"), self.settings.contracts)
            elif path.endswith("/system.yaml") and path.count("/") == self.settings.contracts.count("/") + 2:
                found += self._read_system(path.split("/")[-2])[1]
        return tuple(found)


def settings_of(snapshot: Snapshot) -> Settings:
    """Return what `crossdock.yaml` says in a snapshot; its defaults when it cannot be read."""
    content = snapshot.read(SETTINGS_FILE)
    settings = read_settings(read_document(SETTINGS_FILE, content))[0] if content is not None else None
    return settings or Settings("registry")
