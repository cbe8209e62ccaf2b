"""Problems that stop a run; problems in a contract are findings instead."""

from collections.abc import Iterable
from difflib import get_close_matches


class RegistryError(Exception):
    """The run could not be done: what, where, why in `message`, the mend in `fix`."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}\n  fix: {self.fix}" if self.fix else self.message


class RegistryNotFound(RegistryError):
    """No `crossdock.yaml` here or above."""


class RevisionNotFound(RegistryError):
    """A Git revision that does not exist, or whose objects are not here."""


class UnknownName(RegistryError):
    """A contract, rule, report or other name that nothing answers to."""

    def __init__(self, kind: str, name: str, known: Iterable[str], fix: str = "") -> None:
        close = closest(name, known)
        hint = f"did you mean `{close}`?" if close else fix
        super().__init__(f"there is no {kind} `{name}`", hint)
        self.kind = kind
        self.name = name


def suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the question whether the closest known name is meant; `otherwise` where none is near.

    >>> suggest("severty", ["severity", "given"], "remove it")
    'did you mean `severity`?'
    """
    close = closest(name, known)
    return f"did you mean `{close}`?" if close else otherwise


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like this one, or `None` when none is near.

    >>> closest("lifecyle", ["lifecycle", "layer"])
    'lifecycle'
    """
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)
