"""The types of single values in manifests, for the pydantic models: strict, and each with its own message."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from crossdock.registry.manifests import notation, problems
from crossdock.registry.model.description import Description
from crossdock.registry.model.reference import NAME, Reference
from crossdock.registry.model.rule import Rule

T = TypeVar("T")


def _written(rule: Rule, read: Callable[[str], T]) -> PlainValidator:
    """Return the validator of a text in a notation; what the reader refuses becomes an error of the rule."""

    def validate(value: object) -> T:
        if not isinstance(value, str):
            raise PydanticCustomError(rule.id, "{reason}", {"reason": "it is not read as text"})
        try:
            return read(value)
        except ValueError as error:
            raise PydanticCustomError(rule.id, "{reason}", {"reason": str(error)}) from None

    return PlainValidator(validate)


def _read_version(value: object) -> str:
    if isinstance(value, float):
        raise PydanticCustomError(problems.VERSION_NOT_TEXT.id, "it is written as a number with a fraction")
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return str(value)
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        return notation.read_version(value)
    except ValueError as error:
        raise PydanticCustomError(problems.BAD_VERSION.id, "{reason}", {"reason": str(error)}) from None


def _read_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_NAME_PATTERN = f"^{NAME.pattern}$"
_REFERENCE_PATTERN = f"^{NAME.pattern}/{NAME.pattern}"


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        return notation.read_line(value)
    except ValueError as error:
        rule = problems.NOT_ONE_LINE if value.strip() else problems.EMPTY_VALUE
        raise PydanticCustomError(rule.id, "{reason}", {"reason": str(error)}) from None


# A text of one line with something to see in it.
Text = Annotated[
    str,
    PlainValidator(_read_text),
    WithJsonSchema({"type": "string", "pattern": r"^[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*$"}),
]
# A text of any number of lines, in Markdown.
Prose = Annotated[str, StringConstraints(pattern=r"\S")]
Mailbox = Annotated[
    str,
    _written(problems.BAD_CONTACT, notation.read_mailbox),
    WithJsonSchema({"type": "string", "pattern": r"^[^@\s]+@[^@\s]+$"}),
]
Handle = Annotated[
    str,
    _written(problems.BAD_CONTACT, notation.read_handle),
    WithJsonSchema({"type": "string", "pattern": r"^(@@?[\w./-]+|[^@\s]+@[^@\s]+)$"}),
]
# A text in which the empty one means something, such as a delimiter or a code for absent.
AnyText = str
Name = Annotated[
    str, _written(problems.BAD_NAME, notation.read_name), WithJsonSchema({"type": "string", "pattern": _NAME_PATTERN})
]
Version = Annotated[
    str,
    PlainValidator(_read_version),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9A-Za-z][0-9A-Za-z.+-]*$", "minimum": 0}),
]
Duration = Annotated[
    float,
    _written(problems.BAD_DURATION, notation.read_duration),
    WithJsonSchema(
        {"type": "string", "pattern": r"^P(?=[0-9T])([0-9.,]+W)?([0-9.,]+D)?(T(?=[0-9])([0-9.,]+[HMS])+)?$"}
    ),
]
Day = Annotated[
    date,
    _written(problems.BAD_DATE, notation.read_day),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Cron = Annotated[
    str,
    _written(problems.BAD_SCHEDULE, notation.read_cron),
    WithJsonSchema({"type": "string", "pattern": r"^\s*(\S+\s+){4}\S+\s*$"}),
]
Pointer = Annotated[
    str,
    _written(problems.BAD_POINTER, notation.read_pointer),
    WithJsonSchema({"type": "string", "pattern": "^(/([^/~]|~[01])*)*$"}),
]
Expression = Annotated[
    str,
    _written(problems.BAD_EXPRESSION, notation.read_expression),
    WithJsonSchema({"type": "string", "pattern": r"^\$(message|request|response|url|method|statusCode)"}),
]
FilePath = Annotated[
    str,
    _written(problems.BAD_PATH, notation.read_path),
    WithJsonSchema({"type": "string", "pattern": r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\:]+$"}),
]
_ADDRESS = (  # JSON Schema has no flag for letters of any case
    r"^(?!([jJ][aA][vV][aA]|[vV][bB])[sS][cC][rR][iI][pP][tT]:|[dD][aA][tT][aA]:)[A-Za-z][A-Za-z0-9+.-]*:\S+$"
)
Address = Annotated[
    str,
    _written(problems.BAD_ADDRESS, notation.read_address),
    WithJsonSchema({"type": "string", "pattern": _ADDRESS}),
]
Branch = Annotated[
    str,
    _written(problems.BAD_REVISION, notation.read_branch),
    WithJsonSchema({"type": "string", "pattern": r"^[^-\s]\S*$"}),
]
Blob = Annotated[
    str,
    _written(problems.BAD_DIGEST, notation.read_blob),
    WithJsonSchema({"type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"}),
]
Digest = Annotated[
    str,
    _written(problems.BAD_DIGEST, notation.read_digest),
    WithJsonSchema({"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
]
ContractName = Annotated[
    str,
    _written(problems.BAD_REFERENCE, notation.read_contract_name),
    WithJsonSchema({"type": "string", "pattern": _REFERENCE_PATTERN + "$"}),
]
LineReference = Annotated[
    Reference,
    _written(problems.BAD_REFERENCE, notation.read_line_reference),
    WithJsonSchema({"type": "string", "pattern": _REFERENCE_PATTERN + "@[0-9A-Za-z]+$"}),
]
PartReference = Annotated[
    Reference,
    _written(problems.BAD_REFERENCE, notation.read_part_reference),
    WithJsonSchema({"type": "string", "pattern": _REFERENCE_PATTERN + "@[0-9A-Za-z][0-9A-Za-z.+-]*(#(/.*)?)?$"}),
]
# Where a payload is described: `system/name@line#/pointer`, `FILE#/pointer` of the own folder, `#/pointer` of the own document.
Described = Annotated[
    Description,
    _written(problems.BAD_DESCRIPTION, notation.read_description),
    WithJsonSchema({"type": "string", "pattern": r"^(?!/)(?!(.*/)?\.\.(/|$|#))[^\\:#]*(#(/.*)?)?$", "minLength": 1}),
]
SameThing = Annotated[list[Described], Field(min_length=2)]
# One text, or a list of them.
Texts = Annotated[
    list[Text],
    BeforeValidator(_read_list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
# An enum is written as its value; strict models would ask for the member itself.
BY_VALUE = Field(strict=False)
