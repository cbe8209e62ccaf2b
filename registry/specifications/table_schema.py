"""The JSON Schema that a record of a table means: an object of its fields (docs/files.md; Table Schema 1.0)."""

import re

JsonSchema = dict[str, object]

_TYPES: dict[str, JsonSchema] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "year": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "time"},
    "datetime": {"type": "string", "format": "date-time"},
    "yearmonth": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "duration": {"type": "string", "format": "duration"},
    "object": {"type": "object"},
    "geojson": {"type": "object"},
    "array": {"type": "array"},
    "geopoint": {"type": "string"},
    "any": {},
}
_STRING_FORMATS = {"email": "email", "uri": "uri", "uuid": "uuid", "binary": "byte"}
# directives of strptime → what they look like
_DIRECTIVES = {
    **{"%d": "[0-9]{2}", "%m": "[0-9]{2}", "%y": "[0-9]{2}", "%H": "[0-9]{2}", "%I": "[0-9]{2}", "%M": "[0-9]{2}"},
    **{
        "%S": "[0-9]{2}",
        "%Y": "[0-9]{4}",
        "%j": "[0-9]{3}",
        "%f": "[0-9]{1,6}",
        "%p": "[AP]M",
        "%z": "(?:Z|[+-][0-9]{2}:?[0-9]{2})",
    },
    "%%": "%",
}
_DIRECTIVE = re.compile("%.")
_KEPT = ("title", "description")
_LENGTHS = ("minLength", "maxLength")
_RANGES = ("minimum", "maximum")


def is_table(data: object) -> bool:
    """Whether this is a table description: `records` with fields, beside a `file`."""
    return isinstance(data, dict) and isinstance(data.get("records"), list) and isinstance(data.get("file"), dict)


def find_record(data: object, name: str) -> dict[str, object] | None:
    """Return a record by its name, `None` when there is none."""
    records = data.get("records") if isinstance(data, dict) else None
    found = (record for record in (records if isinstance(records, list) else ()) if isinstance(record, dict))
    return next((record for record in found if record.get("name") == name), None)


def derive_record_schema(record: dict[str, object]) -> JsonSchema:
    """Return the schema of one record. A field without a value is absent, so only what is required, or a key, must be there."""
    listed = record.get("fields")
    fields = [field for field in (listed if isinstance(listed, list) else ()) if isinstance(field, dict)]
    named = {name: field for field in fields if isinstance(name := field.get("name"), str)}
    key = record.get("primaryKey")
    keys = [key] if isinstance(key, str) else key if isinstance(key, list) else []
    required = [name for name, field in named.items() if name in keys or _constraints(field).get("required") is True]
    properties = {name: derive_field_schema(field) for name, field in named.items()}
    match = record.get("match")
    field, value = (match.get("field"), match.get("value")) if isinstance(match, dict) else (None, None)
    if isinstance(field, str) and isinstance(value, str) and field in properties:
        properties[field]["const"] = value
        required = [name for name in named if name in required or name == field]
    described = {name: record[name] for name in _KEPT if isinstance(record.get(name), str)}
    return {"type": "object", **described, "properties": properties} | ({"required": required} if required else {})


def derive_field_schema(field: dict[str, object]) -> JsonSchema:
    """Return the schema of one field's values, as they are once they are read; how they are written is in `x-` annotations."""
    kind, form = field.get("type", "string"), field.get("format")
    schema: JsonSchema = {name: field[name] for name in _KEPT if isinstance(field.get(name), str)}
    schema |= _TYPES.get(kind, {}) if isinstance(kind, str) else {}
    if isinstance(form, str) and form not in ("default", "any"):
        schema |= _derive_format(kind, form)
        if kind in ("date", "time", "datetime") and "pattern" in schema:
            schema.pop("format", None)
    schema |= _derive_constraints(kind, _constraints(field))
    if schema.get("type") == "string" and isinstance(field.get("width"), int):
        schema.setdefault("maxLength", field["width"])
    return schema | {f"x-{name}": field[name] for name in ("unit", "width") if field.get(name) is not None}


def _derive_format(kind: object, form: str) -> JsonSchema:
    if kind == "string":
        return {"format": _STRING_FORMATS.get(form, form)}
    if "%" not in form:
        return {"x-format": form}
    pattern, known, end = "", True, 0
    for match in _DIRECTIVE.finditer(form):
        known = known and match[0] in _DIRECTIVES
        pattern += re.escape(form[end : match.start()]) + _DIRECTIVES.get(match[0], "")
        end = match.end()
    written: JsonSchema = {"x-format": form}
    return written | ({"pattern": f"^{pattern}{re.escape(form[end:])}$"} if known else {})


def _derive_constraints(kind: object, constraints: dict[str, object]) -> JsonSchema:
    schema: JsonSchema = {name: value for name in _LENGTHS if isinstance(value := constraints.get(name), int)}
    for name in _RANGES:
        value = _to_number(constraints.get(name)) if kind in ("number", "integer", "year") else None
        if value is not None:
            schema[name] = value
        elif constraints.get(name) is not None:
            schema[f"x-{name}"] = constraints[name]
    pattern = constraints.get("pattern")
    if isinstance(pattern, str):  # XML Schema regular expressions match the whole value
        schema["pattern"] = f"^(?:{pattern})$"
    values = constraints.get("enum")
    if isinstance(values, list):
        is_number = kind in ("number", "integer", "year")
        schema["enum"] = [
            number if is_number and (number := _to_number(value)) is not None else value for value in values
        ]
    return schema | ({"x-unique": True} if constraints.get("unique") is True else {})


def _constraints(field: dict[str, object]) -> dict[str, object]:
    constraints = field.get("constraints")
    return constraints if isinstance(constraints, dict) else {}


def _to_number(value: object) -> int | float | None:
    """Return a number, also of one that is written as text; `None` for anything else."""
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,300}(\.[0-9]{1,300})?", value):
        return float(value) if "." in value else int(value)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
