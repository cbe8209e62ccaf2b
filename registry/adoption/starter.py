"""The files of a new registry."""

from crossdock.registry.errors import RegistryError
from crossdock.registry.model.reference import NAME

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

Dated, reasoned exceptions from rules, one or several in a file:

    waivers:
      - rule: response-property-removed
        contract: my-system/my-api@1
        reason: Agreed with all consumers on 3 November.
        owner: my-team
        expires: 2027-01-31
"""


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
