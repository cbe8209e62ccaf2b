"""The files of a new registry."""

import re
from pathlib import Path

from crossdock.registry.errors import RegistryError, RegistryNotFound
from crossdock.registry.model.reference import NAME
from crossdock.registry.store.git import GitRepository

_SETTINGS = """\
# The root of a Crossdock registry. All fields: docs/files.md
registry: {name}
default_branch: {branch}
# strict | default | adopting: how grave findings are while you adopt what exists
profile: {profile}
"""
_TEAMS = """\
# Who owns contracts, and how to reach them.
teams:
  {team}:
    name: {title}
    email: {team}@example.com
"""
_GUIDE = """\
# Contracts

A folder for each system, in it one for each contract, in that one for each line:

    contracts/<system>/system.yaml
    contracts/<system>/<contract>/v1/contract.yaml

`crossdock new event my-system/something-happened` writes the first one; `crossdock import PATHS` adopts documents that exist.
"""
_WAIVERS = """\
# Waivers

Dated, reasoned exceptions from rules, one or several in a file. `crossdock waive` writes one:

    waivers:
      - rule: response-property-removed
        contract: my-system/my-api@1
        reason: Agreed with all consumers on 3 November.
        owner: my-team
        expires: 2027-01-31
"""


def name_registry(folder: Path) -> str:
    """Return the name that a registry in a folder gets when none is said."""
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "registry"


def find_branch(folder: Path) -> str:
    """Return the branch that changes in a folder are merged to.

    It is what the remote says, else `main` or `master` where there is one, else the branch that is checked out, else `main`.
    """
    try:
        repository = GitRepository.discover(folder)
    except RegistryNotFound:
        return "main"
    said = _symbol(repository, "refs/remotes/origin/HEAD")
    if said is not None:
        return said.removeprefix("origin/")
    known = ("main", "master")
    there = [name for name in known if repository.run(("show-ref", "--verify", f"refs/heads/{name}")).code == 0]
    return there[0] if there else _symbol(repository, "HEAD") or "main"


def _symbol(repository: GitRepository, name: str) -> str | None:
    answer = repository.run(("symbolic-ref", "--short", name))
    return answer.output.decode("utf-8", "replace").strip() if answer.code == 0 else None


def start_registry(
    name: str, team: str = "platform", branch: str = "main", profile: str = "default"
) -> dict[str, bytes]:
    """Return the files of a new registry by path. Raises RegistryError for a name that is none."""
    if not NAME.fullmatch(name):
        raise RegistryError(
            f"`{name}` is no name for a registry", "use lower-case letters, digits and hyphens: `--name acme-logistics`"
        )
    texts = {
        "crossdock.yaml": _SETTINGS.format(name=name, branch=branch, profile=profile),
        "teams.yaml": _TEAMS.format(team=team, title=team.replace("-", " ").capitalize()),
        "contracts/README.md": _GUIDE,
        "policies/waivers/README.md": _WAIVERS,
    }
    return {path: text.encode() for path, text in texts.items()}
