"""Tells the format of a document: by the name of its file, then by what it holds."""

from pathlib import PurePosixPath

from crossdock.registry.discovery import load_units
from crossdock.registry.format import Format


def find_format(data: object, file_name: str) -> Format | None:
    """Return the format of a document, `None` when no format knows it.

    A name that belongs to a format decides between formats that share it (`schema.json`, `schema.avsc`); the content of
    a document never makes it of a format that does not recognise it, so `openapi.yaml` that holds Swagger 2.0 is Swagger.
    """
    name = PurePosixPath(file_name).name
    known = [unit for unit in load_units("format") if isinstance(unit, Format)]
    recognised = [unit for unit in known if unit.recognises(data)]
    named = [unit for unit in recognised if _answers_to(unit, name)]
    if recognised:
        return (named or recognised)[0]
    unique = [unit for unit in known if _answers_to(unit, name)]
    return unique[0] if unique and isinstance(data, dict) else None


def _answers_to(unit: Format, name: str) -> bool:
    stem = name.rsplit(".", 1)[0]
    return any(name == own if "." in own else stem == own for own in unit.stems)
