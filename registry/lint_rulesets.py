"""Which ruleset `lint` takes, and what reading it on disk gives."""

from pathlib import Path

from crossdock.registry.errors import RegistryError

DEFAULT_NAMES = tuple(
    f"{dot}spectral.{ending}" for dot in (".", "") for ending in ("yaml", "yml", "json", "js", "mjs", "cjs")
)
_NONE = (
    "No ruleset has been found. Please provide a ruleset using the --ruleset CLI argument,"
    " or make sure your ruleset file matches .?spectral.(js|ya?ml|json)"
)


def find_ruleset(stated: str | None, root: Path) -> Path:
    """Return the ruleset that is meant: the stated one, else one of the default names. Raises RegistryError."""
    if stated is None:
        stated = next((name for name in DEFAULT_NAMES if (root / name).is_file()), None)
    if stated is None:
        raise RegistryError(_NONE, "write `extends: spectral:oas` into `.spectral.yaml`, or give --ruleset FILE")
    if stated.startswith(("http://", "https://")):
        raise RegistryError(
            f"the ruleset `{stated}` is not fetched", "save it beside your documents and name that file"
        )
    if stated.endswith((".js", ".mjs", ".cjs", ".ts")):
        raise RegistryError(
            f"the ruleset `{stated}` is a program; rulesets are read, never run",
            "write it as YAML or JSON; docs/rulesets.md says how functions are supplied",
        )
    path = Path(stated)
    if not (root / path).is_file():
        raise RegistryError(f"Could not read ruleset at {root / path}.", "correct the path behind --ruleset")
    return path
