"""What a generator is: model values in, files out, deterministic."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.interface import Interface


class CannotGenerate(Exception):
    """A construct that the generator does not cover: a contract is generated completely or refused with the pointer."""

    def __init__(self, what: str, path: str, pointer: str, fix: str = "") -> None:
        super().__init__(f"{path}#{pointer}: {what}")
        self.what = what
        self.path = path
        self.pointer = pointer
        self.fix = fix


@dataclass(frozen=True, slots=True)
class GeneratorInput:
    """What a generator sees of one contract version. `data` is the document's data; `options` are free names of the generator."""

    contract: Contract
    interface: Interface
    version: str
    digest: str
    data: object = None
    examples: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Generator:
    """One generator. A unit is a file in `generators/` whose constant `GENERATOR` is one of these.

    `generate` yields (relative path with forward slashes, text) and raises CannotGenerate; it writes nothing.
    """

    name: str
    summary: str
    kinds: tuple[Kind, ...]
    generate: Callable[[GeneratorInput], Iterator[tuple[str, str]]]
