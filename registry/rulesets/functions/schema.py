"""The function `schema`: a value, its references resolved, against a JSON Schema that the ruleset holds."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.model.interface import Dialect, JsonSchema
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.function import (
    BadOption,
    Complaint,
    Function,
    Judge,
    SchemaOutside,
    SchemaWrong,
    TooLarge,
    read_options,
)
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.rulesets.schema_demands import advise_schema
from crossdock.registry.rulesets.schema_depth import depth_of
from crossdock.registry.rulesets.schemas.agreement import is_agreed
from crossdock.registry.rulesets.schemas.compiled import CompiledSchema
from crossdock.registry.rulesets.schemas.dialects import detect_dialect
from crossdock.registry.rulesets.schemas.evaluation import TooManySteps
from crossdock.registry.rulesets.schemas.telling import tell

_DIALECTS = {
    "draft4": Dialect.DRAFT4,
    "draft6": Dialect.DRAFT7,  # Ajv reads both alike
    "draft7": Dialect.DRAFT7,
    "draft2019-09": Dialect.DRAFT2019,
    "draft2020-12": Dialect.DRAFT2020,
}
_HOME = "schema.json"
MAX_KEPT = 1_000  # values of which one rule remembers what it said
MAX_KEPT_SIZE = 1_000  # bytes of such a value


def prepare_schema(options: object) -> Judge:
    """Compile the schema. Raises BadOption when it is none."""
    known = read_options(options, ("schema", "dialect", "allErrors", "prepareResults"), "{schema: {type: object}}")
    if "prepareResults" in known:
        raise BadOption("`prepareResults` is JavaScript, which is not run", "prepareResults")
    schema = known.get("schema")
    if not isinstance(schema, Mapping):
        raise BadOption("`schema` must be a schema", "schema")
    compiled = CompiledSchema(schema, _read_dialect(schema, known), known.get("allErrors") is True)
    if compiled.problem is not None:
        raise SchemaWrong(compiled.problem, _complain(compiled.problem))
    if compiled.lost is not None:
        text = f"the rule only asks whether there is a value, for its schema references `{compiled.lost}`, which is not in it"
        raise SchemaOutside(text, _miss(compiled.lost))
    return _prepare(compiled)


def _prepare(compiled: CompiledSchema) -> Judge:
    bundle = _bundle(compiled)
    depth = depth_of(bundle)
    fast = _compile(bundle) if is_agreed(compiled.schema, is_old=compiled.dialect is Dialect.DRAFT4) else None
    told: dict[tuple[bytes, object], list[tuple[str, str]]] = {}  # what was said of a value of this name

    def say(node: Node, value: object) -> list[tuple[str, str]]:
        try:
            return list(tell(compiled.errors(value), node.key, value))
        except TooManySteps:
            raise TooLarge("its schema asks for too many steps on one value") from None

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if node.is_missing:
            yield from _judge_presence(node, resolver)
            return
        value = resolve_value(node, resolver, depth)
        if fast is not None and fast.is_valid(value):
            return
        key = _identify(value), node.key
        said = told.get(key)
        if said is None:
            said = say(node, value)
            if key[0] and len(told) < MAX_KEPT:
                told[key] = said
        for text, pointer in said:
            yield Complaint(text, pointer=pointer)

    return judge


def _identify(value: object) -> bytes:
    """Return what equal values have in common and others have not; nothing for a value that is not remembered."""
    try:
        written = msgspec.json.encode(value)
    except (OverflowError, RecursionError, TypeError, ValueError):  # a huge number, a deep value
        return b""
    return written if len(written) <= MAX_KEPT_SIZE else b""


def _read_dialect(schema: Mapping[str, object], options: Mapping[str, object]) -> Dialect:
    stated = options.get("dialect", "auto")
    if stated != "auto" and stated not in _DIALECTS:
        raise BadOption(f"`dialect` must be one of auto, {', '.join(_DIALECTS)}", "dialect")
    return _DIALECTS.get(str(stated)) or detect_dialect(schema.get("$schema")) or Dialect.DRAFT7


def _judge_presence(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
    return (Complaint("must exist", "property"),) if node.is_missing else ()


def _complain(text: str) -> Judge:
    """Return a judgement that has the same against every value that is there."""
    return lambda node, resolver: _judge_presence(node, resolver) if node.is_missing else (Complaint(text),)


def _miss(reference: str) -> Judge:
    """Return what is left of a schema that references what is not in it: a complaint only where no references are followed."""

    def judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        if node.is_missing or resolver is not None:
            return _judge_presence(node, resolver)
        return (Complaint(f"can't resolve reference {reference} from id"),)

    return judge


def _bundle(compiled: CompiledSchema) -> JsonSchema:
    """Return the schema in the meaning of 2020-12; its references lead into itself, not into the ruleset."""
    document = Document(_HOME, b"", dict(compiled.schema), Syntax.JSON)
    resolver = Resolver(lambda path: document if path == _HOME else None, lambda _: None)
    return open_schema(document.data, compiled.dialect, Place(_HOME), resolver).bundle()


def _compile(bundle: JsonSchema) -> Validator:
    try:
        return compile_validator(bundle, assert_formats=True)
    except SchemaRefused as error:
        raise BadOption(f"`schema` is none: {error.message}", "schema") from None


FUNCTION = Function("schema", prepare_schema, advise_schema)
