"""The function `schema`: a value, its references resolved, against a JSON Schema that the ruleset holds."""

from collections.abc import Iterable, Iterator, Mapping

import jsonschema_rs

from crossdock.registry.documents.dialects import read_dialect
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.model.interface import Dialect, JsonSchema
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, SchemaOutside, read_options
from crossdock.registry.rulesets.lenient_formats import drop_lenient
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.rulesets.schema_demands import advise_schema
from crossdock.registry.rulesets.schema_depth import depth_of
from crossdock.registry.rulesets.schema_words import describe, find_first

_DIALECTS = {
    "draft4": Dialect.DRAFT4,
    "draft6": Dialect.DRAFT6,
    "draft7": Dialect.DRAFT7,
    "draft2019-09": Dialect.DRAFT2019,
    "draft2020-12": Dialect.DRAFT2020,
}
_ADDRESSES = {
    Dialect.DRAFT4: "http://json-schema.org/draft-04/schema#",
    Dialect.DRAFT6: "http://json-schema.org/draft-06/schema#",
    Dialect.DRAFT7: "http://json-schema.org/draft-07/schema#",
    Dialect.DRAFT2019: "https://json-schema.org/draft/2019-09/schema",
    Dialect.DRAFT2020: "https://json-schema.org/draft/2020-12/schema",
}
_HOME = "schema.json"


def prepare_schema(options: object) -> Judge:
    """Compile the schema. Raises BadOption when it is none."""
    known = read_options(options, ("schema", "dialect", "allErrors", "prepareResults"), "{schema: {type: object}}")
    if "prepareResults" in known:
        raise BadOption("`prepareResults` is JavaScript, which is not run", "prepareResults")
    schema, is_all = known.get("schema"), known.get("allErrors") is True
    if not isinstance(schema, Mapping):
        raise BadOption("`schema` must be a schema", "schema")
    bundle = _bundle(schema, str(known.get("dialect", "auto")))
    validator, depth = _compile(bundle), depth_of(bundle)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if node.is_missing:
            yield from _judge_presence(node, resolver)
            return
        value = resolve_value(node, resolver, depth)
        if validator.is_valid(value):
            return
        failures = drop_lenient(validator.errors(value), bundle, value)
        for failure in failures if is_all or not failures else [find_first(failures, bundle, value)]:
            text, pointer = describe(failure, bundle, node.key, value)
            yield Complaint(text, pointer=pointer)

    return judge


def _judge_presence(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
    return (Complaint("must exist", "property"),) if node.is_missing else ()


def _bundle(schema: Mapping[str, object], dialect: str) -> JsonSchema:
    """Return the schema in the meaning of 2020-12; its references lead into itself, not into the ruleset."""
    if dialect != "auto" and dialect not in _DIALECTS:
        raise BadOption(f"`dialect` must be one of auto, {', '.join(_DIALECTS)}", "dialect")
    outside = _find_outside(schema)
    if outside is not None:
        text = f"the rule only asks whether there is a value, for its schema references the file `{outside}`"
        raise SchemaOutside(text, _judge_presence)
    meant = _DIALECTS.get(dialect) or read_dialect(schema.get("$schema")) or Dialect.DRAFT7
    _refuse_wrong(schema, meant)
    document = Document(_HOME, b"", dict(schema), Syntax.JSON)
    resolver = Resolver(lambda path: document if path == _HOME else None, lambda _: None)
    return open_schema(document.data, meant, Place(_HOME), resolver).bundle()


def _refuse_wrong(schema: Mapping[str, object], dialect: Dialect) -> None:
    """Raise BadOption when the dialect knows no such schema; what is wrong in one would else hold nothing."""
    try:
        jsonschema_rs.meta.validate({**schema, "$schema": _ADDRESSES.get(dialect, _ADDRESSES[Dialect.DRAFT7])})
    except jsonschema_rs.ValidationError as error:
        where = "/".join(map(str, error.instance_path))
        raise BadOption(f"`schema` is none: {error.message}" + (f" at `{where}`" if where else ""), "schema") from None


def _find_outside(schema: object) -> str | None:
    """Return the first reference that leads out of a schema."""
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            reference = value.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                return reference
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return None


def _compile(bundle: JsonSchema) -> Validator:
    try:
        return compile_validator(bundle, assert_formats=True)
    except SchemaRefused as error:
        raise BadOption(f"`schema` is none: {error.message}", "schema") from None


FUNCTION = Function("schema", prepare_schema, advise_schema)
