"""Schemas of one direction: what is only read is not asked of a request, what is only written not of a response."""

from collections.abc import Mapping

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.interface import JsonSchema


def keep_required(bundle: JsonSchema, is_request: bool | None) -> JsonSchema:
    """Return a schema whose `required` names only what goes this way; `None` is no direction, and everything stays."""
    if is_request is None or isinstance(bundle, bool):
        return bundle
    mark = "readOnly" if is_request else "writeOnly"
    rewritten = _rewrite(bundle, bundle, mark)
    return rewritten if isinstance(rewritten, dict) else bundle


def _rewrite(value: object, bundle: Mapping[str, object], mark: str) -> object:
    if isinstance(value, list):
        return [_rewrite(item, bundle, mark) for item in value]
    if not isinstance(value, Mapping):
        return value
    found = {name: part if name == "not" else _rewrite(part, bundle, mark) for name, part in value.items()}
    required, properties = found.get("required"), value.get("properties")
    if isinstance(required, list) and isinstance(properties, Mapping):
        kept = [
            name for name in required if not (isinstance(name, str) and _is_marked(properties.get(name), bundle, mark))
        ]
        found["required"] = kept
        if required and not kept:
            del found["required"]  # an empty list is no schema of draft 4
    return found


def _is_marked(schema: object, bundle: Mapping[str, object], mark: str) -> bool:
    for _ in range(10):  # references in a row
        if not isinstance(schema, Mapping):
            return False
        reference = schema.get("$ref")
        if schema.get(mark) is True or not isinstance(reference, str) or not reference.startswith("#"):
            break
        try:
            schema = find_data(bundle, reference[1:])
        except KeyError:
            return False
    return isinstance(schema, Mapping) and schema.get(mark) is True
