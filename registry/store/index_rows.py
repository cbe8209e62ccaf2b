"""Facts as rows of the index, and back; a row that does not answer its checksum is damaged."""

import json
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple
from zlib import crc32

from crossdock.registry.model.facts import Facts


class Link(IntEnum):
    """Why a folder is found by a name that it does not own."""

    REFERENCE = 1  # the path of a file it references
    CONSUMES = 2  # the id of a contract it consumes
    ENTITY = 3  # the key of an entity it carries
    ADDRESS = 4  # a URI prefix it answers for
    FORMERLY = 5  # an earlier id


class LinkRow(NamedTuple):
    """One link of a folder: to a name, perhaps to one line or version of it, perhaps from one place."""

    kind: Link
    name: str
    at: str | None = None
    pointer: str | None = None


class DamagedIndex(Exception):
    """The cache is not what was written. It is thrown away, never reported."""


def links_of(facts: Facts) -> Iterator[LinkRow]:
    """Yield the names by which a folder is found."""
    for path in facts.references:
        yield LinkRow(Link.REFERENCE, path)
    for contract, pointer in facts.consumes:
        name, _, at = contract.partition("#")[0].partition("@")
        yield LinkRow(Link.CONSUMES, name, at or None, pointer)
    for entity, field in facts.entities:
        yield LinkRow(Link.ENTITY, entity, None, field)
    for address in facts.addresses:
        yield LinkRow(Link.ADDRESS, address)
    for former in facts.formerly:
        yield LinkRow(Link.FORMERLY, former)


def write_facts(facts: Facts) -> str:
    """Return facts as the text of a row."""
    return json.dumps(
        [
            *(facts.key, facts.folder, facts.is_system, facts.manifest_oid, facts.document),
            *(facts.references, facts.addresses, facts.entities, facts.consumes, facts.formerly, dict(facts.summary)),
        ],
        separators=(",", ":"),
    )


def read_facts(text: str) -> Facts:
    """Return the facts that a row holds. Raises DamagedIndex when they have another shape."""
    try:
        key, folder, is_system, manifest, document, references, addresses, entities, consumes, formerly, summary = (
            json.loads(text)
        )
        return Facts(
            _text(key),
            _text(folder),
            is_system is True,
            None if manifest is None else _text(manifest),
            None if document is None else _text(document),
            tuple(_text(path) for path in references),
            tuple(_text(address) for address in addresses),
            tuple((_text(entity), None if pointer is None else _text(pointer)) for entity, pointer in entities),
            tuple((_text(contract), _text(pointer)) for contract, pointer in consumes),
            tuple(_text(former) for former in formerly),
            {_text(name): _text(value) for name, value in summary.items()},
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedIndex(str(error)) from error


def checksum(*parts: str | None) -> int:
    """Return what tells that a row is as it was written."""
    return crc32("\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass"))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
