"""The public contracts that CROSSDOCK_CORPORA names, with what their index says of them."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CROSSDOCK_CORPORA", "/nonexistent")) / "real"
needs_corpora = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="CROSSDOCK_CORPORA names no folder with public contracts"
)
FORMATS = {
    "openapi-3.0": "openapi",
    "openapi-3.1": "openapi",
    "swagger-2.0": "swagger",
    "asyncapi-2": "asyncapi",
    "asyncapi-3": "asyncapi",
    "jsonschema": "jsonschema",
    "avro": "avro",
}
# invalid as published: a trailing comma, a control character, a value left out
NOT_JSON = {
    "vda5050/order/3.0.0.json",
    "radar-avro/fibaro-device/2021-08-30_c99206d.avsc",
    "radar-avro/oura-daily-activity/2023-06-01_01afecd.avsc",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index; `format` is our name of the format, `count` is `None` where the index has none."""

    path: str
    format: str
    stated: str
    size: int
    count: int | None


def read_index() -> list[Entry]:
    """Return the documents of known formats, in the order of the index."""
    if not FOLDER.is_dir():
        return []
    with (FOLDER / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Entry(row["path"], FORMATS[row["format"]], row["format"], int(row["bytes"]), int(row["count"]))
        for row in rows
        if row["format"] in FORMATS and row["count"].isdigit()
    ]


def sample(entries: list[Entry], largest: int, step: int) -> list[Entry]:
    """Return every `step`-th document of up to `largest` bytes of each stated format, so that each format is there."""
    kept = [entry for entry in entries if entry.size <= largest]
    by_format: dict[str, list[Entry]] = {}
    for entry in kept:
        by_format.setdefault(entry.stated, []).append(entry)
    return [entry for group in by_format.values() for entry in group[::step]]
