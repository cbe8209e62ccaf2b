"""What a parser made of a text."""

from dataclasses import dataclass

from crossdock.registry.documents.problems import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """Data and what was wrong with it; without `is_readable` the data means nothing."""

    data: object
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True


def refuse(problem: Problem) -> Reading:
    """Return the reading of a text that cannot be read."""
    return Reading(None, (problem,), is_readable=False)
