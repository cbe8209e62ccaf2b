"""Operations as methods of the client."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossdock.generators.generator import CannotGenerate
from crossdock.generators.python_client.code import call
from crossdock.generators.python_client.expressions import qualify, split_union, union
from crossdock.generators.python_client.literals import Code, clean, docstring, quote
from crossdock.generators.python_client.media import is_json, is_text
from crossdock.generators.python_client.modeller import Modeller
from crossdock.generators.python_client.names import Namespace, to_class, to_snake
from crossdock.generators.python_client.parameters import ParameterCode, make_parameter
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.interface import Operation, Payload, Position, Role

_IDEMPOTENT = ("get", "head", "put", "delete", "options", "trace")  # RFC 9110, section 9.2.2
_LOCALS = (
    *(
        "self",
        "body",
        "timeout",
        "on_response",
        "m",
        "call",
        "key",
        "answer",
        "page",
        "before",
        "following",
        "item",
        "place",
    ),
    *(
        "datetime",
        "httpx",
        "make_key",
        "to_json",
        "write_cookies",
        "write_form",
        "write_headers",
        "write_path",
        "write_query",
    ),
)
_FORM = "application/x-www-form-urlencoded"
_HEADER = "$request.header."


@dataclass(frozen=True, slots=True)
class BodyCode:
    """A request body. `kind` is json, form or bytes."""

    annotation: Code
    media_type: Code
    is_required: bool
    kind: str


@dataclass(frozen=True, slots=True)
class MethodCode:
    """One operation. `answers` and `problems` are (status, type) pairs of literals and expressions.

    `key` is the idempotency key's parameter.
    """

    name: Code
    action: Code
    address: Code
    doc: Code
    parameters: tuple[ParameterCode, ...]
    body: BodyCode | None
    answers: tuple[tuple[Code, Code], ...]
    problems: tuple[tuple[Code, Code], ...]
    returns: Code
    accept: Code
    is_idempotent: bool
    key: ParameterCode | None
    plain_key: Code
    answer: Code  # the argument `answers`
    problem: Code | None  # the argument `problems` in one expression, when all are the same
    page_type: str | None  # the model of a successful answer, when it is one

    def sent(self, location: str) -> tuple[ParameterCode, ...]:
        """Return the parameters of a location."""
        return tuple(parameter for parameter in self.parameters if parameter.location == location)


def is_call(operation: Operation) -> bool:
    """Whether an operation is one that a client calls: not a callback or webhook."""
    return operation.key == f"{operation.action.upper()} {operation.address}" and operation.address.startswith("/")


def make_methods(operations: Iterable[Operation], contract: Contract, modeller: Modeller) -> Iterator[MethodCode]:
    """Yield a method for each operation. Raises CannotGenerate."""
    taken = Namespace(("close", "aclose", "m", "datetime", "httpx", "type"))
    for operation in operations:
        name = taken.claim(to_snake(operation.id or f"{operation.action} {operation.address}", "call"))
        yield _make_method(operation, name, contract, modeller)


def _make_method(operation: Operation, name: str, contract: Contract, modeller: Modeller) -> MethodCode:
    hint = to_class(name)
    body = _make_body(operation, hint, modeller)
    taken = Namespace(_LOCALS)
    payloads = [payload for payload in operation.payloads if payload.role is Role.PARAMETER]
    key_name = find_header(contract.semantics.idempotency_key) or "Idempotency-Key"
    parameters, key = [], None
    for payload in payloads:
        parameter = make_parameter(payload, hint, modeller, taken)
        if parameter.location == "header" and payload.key.partition(" ")[2].lower() == key_name.lower():
            parameter = key = _as_key(parameter)
        parameters.append(parameter)
    _require_path(operation, payloads)
    answers, problems = _responses(operation, hint, modeller)
    returned = union([code for _, code in answers]) if answers else "None"
    accepted = [
        payload.media_type for payload in operation.payloads if payload.role is Role.RESPONSE and payload.media_type
    ]
    types = split_union(returned)
    return MethodCode(
        Code(name),
        quote(operation.action.upper()),
        quote(operation.address),
        _describe(operation, parameters, contract),
        tuple(sorted(parameters, key=lambda parameter: not parameter.is_required)),
        body,
        tuple((quote(status), Code(code)) for status, code in answers),
        tuple((quote(status), Code(code)) for status, code in problems),
        Code(returned),
        quote(", ".join(dict.fromkeys(accepted)) or "*/*"),
        operation.action in _IDEMPOTENT,
        key,
        Code(clean(operation.key).replace("`", "'").replace("|", "\\|")),
        call("answers=", [f"{quote(status)}: {code}" for status, code in answers], 12, brackets="{}"),
        _join_problems(problems),
        types[0].removeprefix("m.") if len(types) == 1 else None,
    )


def find_header(expression: str | None) -> str | None:
    """Return the header that a runtime expression of the manifest names."""
    text = expression or ""
    return text.removeprefix(_HEADER) if text.startswith(_HEADER) else None


def _as_key(parameter: ParameterCode) -> ParameterCode:
    words = f"{parameter.words} Made once for this call when absent, and kept when the call is repeated."
    return ParameterCode(
        parameter.name, parameter.wire, Code("str | None"), "header", parameter.style, False, words.strip()
    )


def _require_path(operation: Operation, payloads: list[Payload]) -> None:
    declared = {payload.key.partition(" ")[2] for payload in payloads if payload.location == "path"}
    for part in operation.address.split("{")[1:]:
        name = part.partition("}")[0]
        if name not in declared:
            what = f"the path names `{name}`, which is no parameter"
            raise CannotGenerate(
                what, operation.place.path, operation.place.pointer, f"declare the path parameter `{name}`"
            )


def _make_body(operation: Operation, hint: str, modeller: Modeller) -> BodyCode | None:
    bodies = [payload for payload in operation.payloads if payload.role is Role.REQUEST]
    if not bodies:
        return None
    chosen = next((payload for payload in bodies if is_json(payload.media_type)), None)
    chosen = chosen or next((payload for payload in bodies if _essence(payload) == _FORM), bodies[0])
    media_type = chosen.media_type or "application/octet-stream"
    if _essence(chosen) == "multipart/form-data":
        raise CannotGenerate(
            "the client cannot write `multipart/form-data`",
            chosen.place.path,
            chosen.place.pointer,
            "offer another media type",
        )
    kind = "json" if is_json(chosen.media_type) else "form" if _essence(chosen) == _FORM else "bytes"
    annotation = "bytes" if kind == "bytes" else "Any"
    if kind != "bytes" and chosen.schema is not None:
        annotation = qualify(
            modeller.annotate(chosen.schema, f"{hint}Body", Position.INPUT, is_bare=True), modeller.names, "m"
        )
    typed = annotation if chosen.is_required or annotation == "Any" else union([annotation, "None"])
    sent = "application/json" if "*" in media_type else media_type
    return BodyCode(Code(typed), quote(sent), chosen.is_required, kind)


def _essence(payload: Payload) -> str:
    return (payload.media_type or "").split(";")[0].strip().lower()


def _responses(
    operation: Operation, hint: str, modeller: Modeller
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what successful answers are, and what others are; `default` is a success only where nothing else is."""
    responses = [payload for payload in operation.payloads if payload.role is Role.RESPONSE]
    statuses = list(dict.fromkeys(payload.status or "default" for payload in responses))
    good = [status for status in statuses if status[0] in "123"] or [
        status for status in statuses if status == "default"
    ]
    answers: list[tuple[str, str]] = []
    problems: list[tuple[str, str]] = []
    for status in statuses:
        mine = [payload for payload in responses if (payload.status or "default") == status]
        target = answers if status in good else problems
        code = _answer_type(mine, f"{hint}{to_class(status, 'Response')}", modeller)
        if target is answers or code not in ("None", "bytes", "str"):
            target.append((status, code))
    return answers, problems


def _answer_type(payloads: list[Payload], hint: str, modeller: Modeller) -> str:
    chosen = next((payload for payload in payloads if is_json(payload.media_type)), payloads[0])
    if chosen.media_type is None:
        return "None"
    if not is_json(chosen.media_type):
        return "str" if is_text(chosen.media_type) else "bytes"
    if chosen.schema is None:
        return "Any"
    return qualify(modeller.annotate(chosen.schema, hint, Position.OUTPUT, is_bare=True), modeller.names, "m")


def _join_problems(problems: list[tuple[str, str]]) -> Code | None:
    if len(problems) < 2 or len({code for _, code in problems}) > 1:
        return None
    statuses = f"[{', '.join(quote(status) for status, _ in problems)}]"
    return call("problems=dict.fromkeys", [statuses, problems[0][1]], 12)


def _describe(operation: Operation, parameters: list[ParameterCode], contract: Contract) -> Code:
    words = [f"{parameter.name}: {parameter.words}" for parameter in parameters if parameter.words]
    deprecated = ["Deprecated."] if operation.is_deprecated else []
    return docstring(operation.summary or operation.key, 8, operation.key, *deprecated, *words)
