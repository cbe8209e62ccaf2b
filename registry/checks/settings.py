"""Check: the systems that `profiles` of `crossdock.yaml` names are there."""

from collections.abc import Iterator, Sequence

from crossdock.registry.check import Check, CheckContext, RevisionView
from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

SETTINGS_FILE = "crossdock.yaml"
UNKNOWN_SYSTEM = Rule(
    "profile-system-unknown",
    Severity.ERROR,
    "An entry of `profiles` names a system that does not exist.",
    why="The profile holds for no contract, though somebody meant it to hold for some.",
    fix="Correct the name, or take the entry out.",
    source="Crossdock, docs/policies.md, profiles",
    bad="profiles: [{system: wms-eats, profile: adopting}]",
    good="profiles: [{system: wms-east, profile: adopting}]",
)


def judge_settings(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find entries of `profiles` for systems that are not there, when the settings or a system changed."""
    view = context.view
    touched = {path.split("/")[-2] for path in paths if path.endswith("/system.yaml")}
    for index, entry in enumerate(view.settings.profiles):
        name = entry.system
        is_asked = context.is_everything or SETTINGS_FILE in paths or name in touched
        if name is not None and is_asked and view.system(name) is None:
            yield _finding(name, index, view)


def _finding(name: str, index: int, view: RevisionView) -> Finding:
    known = closest(name, sorted({key.partition("/")[0] for key in view.contract_keys()}))
    return Finding(
        UNKNOWN_SYSTEM.id,
        UNKNOWN_SYSTEM.severity,
        f"there is no system `{name}`, so its profile holds for no contract",
        Place(SETTINGS_FILE).child("profiles", index, "system"),
        why=UNKNOWN_SYSTEM.why,
        fix=f"did you mean `{known}`?" if known else UNKNOWN_SYSTEM.fix,
        anchor=name,
    )


CHECK = Check("settings", "`crossdock.yaml` names what is there", (UNKNOWN_SYSTEM,), judge_registry=judge_settings)
