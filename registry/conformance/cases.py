"""The requests of a test: the contract's own examples, and data that Schemathesis generates for it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from schemathesis import Case, Config, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.errors import InvalidSchema, SchemathesisError
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.schemas import APIOperation

from crossdock.registry.conformance.harmless import NOWHERE
from crossdock.registry.errors import RegistryError

Draw = Callable[[Case[Any]], None]
Operation = APIOperation[Any, Any, Any, Any]  # as Schemathesis knows it
_PATH = st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True)
# Addresses that are generated lead to this machine, and letters nowhere (RFC 2606).
_FORMATS: dict[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(
        ("uri", "url", "iri", "uri-reference", "iri-reference"), _PATH.map(f"http://{NOWHERE}/{{}}".format)
    ),
    **dict.fromkeys(("hostname", "idn-hostname"), st.just("localhost")),
    "ipv4": st.just("127.0.0.1"),
    "ipv6": st.just("::1"),
    **dict.fromkeys(("email", "idn-email"), _PATH.map("{}@example.invalid".format)),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many generated requests each operation gets of each sort, and the seed that makes them the same again."""

    seed: int = 1
    max_examples: int = 20
    has_negative: bool = True


def load_operations(document: dict[str, Any]) -> dict[str, Operation]:
    """Return the operations of a self-contained document by `METHOD /path`. Raises RegistryError when one cannot be used."""
    for name, strategy in _FORMATS.items():
        schemathesis.openapi.format(name, strategy)
    hypothesis.configuration.set_hypothesis_home_dir(_cache_folder())
    try:
        schema = schemathesis.openapi.from_dict(document, config=Config())
        found = list(schema.get_all_operations())
    except (SchemathesisError, InvalidSchema) as error:
        raise _unusable(str(error)) from None
    operations = {}
    for result in found:
        if not isinstance(result, Ok):
            raise _unusable(str(result.err()))
        operations[result.ok().label] = result.ok()
    return operations


def _cache_folder() -> Path:
    """Return where Hypothesis keeps its tables of characters: not in the folder that the test is run from."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crossdock" / "hypothesis"


def _unusable(reason: str) -> RegistryError:
    return RegistryError(f"no requests can be made of the document: {reason}", "`crossdock check` says what is wrong")


def example_cases(operation: Operation, seed: int) -> tuple[Case[Any], ...]:
    """Return a case for each example of an operation; parts without one are generated."""
    strategies = operation.get_strategies_from_examples()
    cases: list[Case[Any]] = []
    for strategy in strategies:
        _draw(strategy, seed, 1, cases.append)
    return tuple(cases)


def generated_cases(operation: Operation, mode: GenerationMode, seed: int, count: int) -> tuple[Case[Any], ...]:
    """Return generated cases; fewer when the schema has no more, none when it has none of this mode."""
    cases: list[Case[Any]] = []
    if count == 0:
        return ()
    _draw(operation.as_strategy(generation_mode=mode, feedback=NO_FEEDBACK), seed, count, cases.append)
    return tuple(cases[:count])


def _draw(strategy: st.SearchStrategy[Case[Any]], seed: int, count: int, use: Draw) -> None:
    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(strategy)
    def draw(case: Case[Any]) -> None:
        use(case)

    try:
        draw()
    except (HypothesisException, schemathesis.errors.SchemathesisError):
        return  # nothing of this sort can be generated: the caller sees how many came


def copy_case(case: Case[Any], **changes: object) -> Case[Any]:
    """Return a case with other parts: `path_parameters`, `query`, `headers`, `body`."""
    parts: dict[str, Any] = {
        "path_parameters": dict(case.path_parameters),
        "query": dict(case.query),
        "headers": dict(case.headers),
        "cookies": dict(case.cookies),
        "body": case.body,
        "media_type": case.media_type,
    }
    copied: Case[Any] = case.operation.Case(**{**parts, **changes})
    return copied


def bare_case(
    operation: Operation, *, query: dict[str, Any] | None = None, path_parameters: dict[str, Any] | None = None
) -> Case[Any]:
    """Return a case with nothing but the given parameters."""
    made: Case[Any] = operation.Case(query=query, path_parameters=path_parameters)
    return made
