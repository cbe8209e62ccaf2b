"""The environment git runs in: nothing inherited that points elsewhere, nothing that the repository configures is run."""

import os
from functools import cache
from pathlib import Path

from crossdock.registry.errors import RegistryError

# Options before the command. They win over the repository's own configuration (git-config(1), "scopes").
GUARDS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=",  # empty is "none" in every git; `false` was once the name of a hook
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotepath=off",
    "-c", "core.alternateRefsCommand=true",  # a shell command otherwise
    "-c", "submodule.recurse=false",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip

# What hooks, aliases and scripts leave behind (`git rev-parse --local-env-vars`), and what changes how git answers.
_DROPPED = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_ATTR_SOURCE", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_DIFF_OPTS",
        "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GLOB_PATHSPECS", "GIT_GRAFT_FILE", "GIT_ICASE_PATHSPECS", "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_NAMESPACE", "GIT_NOGLOB_PATHSPECS",
        "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REF_PARANOIA",
        "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    }
)  # fmt: skip
# A pre-receive hook sees the pushed objects only through these.
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


def git_environment(root: Path | None, common_dir: Path) -> dict[str, str]:
    """Return the environment of a git process in the repository with this work tree (`None`: bare) and common directory.

    What the person set up stays (credentials, proxies, `GIT_CONFIG_*`, traces); what names another repository goes.
    Nothing is fetched behind our back: no lazy fetch, and no transport for a git too old to know that switch.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    kept |= _quarantine(common_dir)
    kept |= {
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    if root is not None:
        kept["GIT_WORK_TREE"] = os.fspath(root)  # wins over `core.worktree`, which could name any folder
    return kept


@cache
def git_program() -> str:
    """Return how git is started: by name, on Windows by its path, because there the current folder would be searched first.

    Raises RegistryError when Windows has no git on its PATH.
    """
    if os.name != "nt":
        return "git"
    for folder in os.get_exec_path():
        candidate = Path(folder) / "git.exe"
        if candidate.is_absolute() and candidate.is_file():
            return os.fspath(candidate)
    raise RegistryError("git was not found", "install git and put it on the PATH")


def _quarantine(common_dir: Path) -> dict[str, str]:
    """Return the variables of a push under way, when they are about this repository (git-receive-pack(1))."""
    quarantine = os.environ.get("GIT_QUARANTINE_PATH")
    if not quarantine or not Path(quarantine).resolve().is_relative_to(common_dir.resolve()):
        return {}
    return {name: os.environ[name] for name in _QUARANTINE if name in os.environ}
