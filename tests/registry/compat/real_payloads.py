"""Payloads of real contracts that changed from one version to the next, with a validator for each side as it was written."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from crossdock.registry.comparing import Side, read_side
from crossdock.registry.compat.diff import compare_interfaces
from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.modes import position_of
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Schema
from tests.registry.compat.independent import is_accepted, is_accepted_by_openapi
from tests.registry.formats.corpora import FOLDER

MOST = 12  # payloads of one pair of versions
LARGEST = 40_000  # characters of a schema; the second validator is slow
_DRAFTS = {
    Dialect.DRAFT4: "http://json-schema.org/draft-04/schema#",
    Dialect.DRAFT6: "http://json-schema.org/draft-06/schema#",
    Dialect.DRAFT7: "http://json-schema.org/draft-07/schema#",
    Dialect.DRAFT2019: "https://json-schema.org/draft/2019-09/schema",
    Dialect.DRAFT2020: "https://json-schema.org/draft/2020-12/schema",
}
_HOLDERS = ("components", "definitions", "$defs")


@dataclass(frozen=True)
class RealPayload:
    """One side of a payload that changed; `accepts` asks the schema as it was written."""

    id: str
    bundle: JsonSchema = field(repr=False)
    accepts: Callable[[object], bool] = field(repr=False)


def read_payloads(source: str) -> Iterator[tuple[RealPayload, RealPayload]]:
    """Yield the changed payloads of a source's contracts, a few of each pair of neighbouring versions."""
    with (FOLDER / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["source"] == source]
    rows = sorted((row for row in rows if row["format"] not in ("fragment", "unparsable", "avro")), key=_order)
    for base, revision in pairwise(rows):
        if base["contract"] == revision["contract"] and max(int(base["bytes"]), int(revision["bytes"])) < 400_000:
            yield from _changed(base["path"], revision["path"])


def _order(row: Mapping[str, str]) -> tuple[str, int]:
    return row["contract"], int(row["seq"])


def _changed(base: str, revision: str) -> Iterator[tuple[RealPayload, RealPayload]]:
    before, after = (read_side(FOLDER / path, path) for path in (base, revision))
    kind = after.kinds[0] if len(after.kinds) == 1 else None
    for pair in compare_interfaces(before.interface, after.interface, kind).payloads[:MOST]:
        view = position_of(pair.revision, kind)[1]
        name = f"{pair.operation or ''} {pair.revision.key}"
        found = [
            _open(f"{side.name} {name}", payload.schema, side, view)
            for side, payload in ((before, pair.base), (after, pair.revision))
        ]
        if found[0] is not None and found[1] is not None:
            yield found[0], found[1]


def _open(name: str, schema: Schema | None, side: Side, view: Position | None) -> RealPayload | None:
    if schema is None or schema.dialect not in (Dialect.OPENAPI30, *_DRAFTS):
        return None
    document = side.resolver.load(schema.place.path)
    meant = bundle(schema, view)
    if document is None or len(repr(meant)) > LARGEST:
        return None
    as_written = _as_written(schema, document.data)
    # a discriminator chooses one of several alternatives that fit, which no validator knows; remote references stay open
    if "'discriminator':" in repr(meant) or "'$comment':" in repr(meant):
        return RealPayload(name, meant, lambda value: is_accepted(value, meant))
    return RealPayload(name, meant, as_written)


def _as_written(schema: Schema, document: object) -> Callable[[object], bool]:
    data = schema.data
    if isinstance(data, Mapping) and isinstance(document, Mapping):
        data = {**{name: document[name] for name in _HOLDERS if name in document}, **data}
    if schema.dialect is Dialect.OPENAPI30:
        return lambda value: is_accepted_by_openapi(value, data)
    return lambda value: is_accepted(value, data, _DRAFTS[schema.dialect])
