"""Tells the format of a document: by the name of its file, then by what it holds."""

from pathlib import PurePosixPath

from crossdock.registry.discovery import load_unit, load_units, unit_names
from crossdock.registry.format import Format


def find_format(data: object, file_name: str) -> Format | None:
    """Return the format of a document, `None` when no format knows it.

    A name that belongs to a format decides between formats that share it (`schema.json`, `schema.avsc`); the content of
    a document never makes it of a format that does not recognise it, so `openapi.yaml` that holds Swagger 2.0 is Swagger.
    """
    name = PurePosixPath(file_name).name
    namesake = _find_namesake(name)
    if namesake is not None and namesake.recognises(data):
        return namesake
    known = [unit for unit in load_units("format") if isinstance(unit, Format)]
    recognised = [unit for unit in known if unit.recognises(data)]
    named = [unit for unit in recognised if _answers_to(unit, name)]
    if recognised:
        return (named or recognised)[0]
    unique = [unit for unit in known if _answers_to(unit, name)]
    return unique[0] if unique and isinstance(data, dict) else None


def _find_namesake(name: str) -> Format | None:
    """Return the format that is called as the file is: most documents are `openapi.yaml` or the like, and need no other format loaded."""
    stem = name.rsplit(".", 1)[0]
    unit = load_unit("format", stem) if stem in unit_names("format") else None
    return unit if isinstance(unit, Format) and _answers_to(unit, name) else None


def _answers_to(unit: Format, name: str) -> bool:
    stem = name.rsplit(".", 1)[0]
    return any(name == own if "." in own else stem == own for own in unit.stems)
