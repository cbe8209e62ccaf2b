"""Security schemes as functions that make an `httpx.Auth`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crossdock.generators.python_client.literals import Code, docstring, quote
from crossdock.generators.python_client.names import Namespace, to_snake

_LOCATIONS = ("header", "query", "cookie")


@dataclass(frozen=True, slots=True)
class SchemeCode:
    """One scheme. `kind` is client_credentials, token, basic or key; the rest is what that kind needs, as literals."""

    name: Code
    kind: str
    doc: Code
    prefix: Code | None = None
    token_url: Code | None = None
    location: Code | None = None
    wire: Code | None = None
    scopes: tuple[Code, ...] = ()


def make_schemes(schemes: Iterable[tuple[str, str]]) -> Iterator[SchemeCode]:
    """Yield the schemes that a client can help with; certificates are given to httpx itself."""
    taken = Namespace(("httpx", "time"))
    for wire, text in schemes:
        data = json.loads(text)
        if isinstance(data, dict):
            description = data.get("description")
            doc = docstring(description if isinstance(description, str) else f"Security scheme `{wire}`.", 4)
            name = Code(taken.claim(to_snake(wire, "scheme")))
            made = _make_scheme(data, name, doc)
            yield from () if made is None else (made,)


def _make_scheme(data: Mapping[str, object], name: Code, doc: Code) -> SchemeCode | None:
    kind, scheme = data.get("type"), str(data.get("scheme", "bearer"))
    if kind == "basic" or (kind == "http" and scheme.lower() == "basic"):
        return SchemeCode(name, "basic", doc)
    if kind == "apiKey" and data.get("in") in _LOCATIONS:
        return SchemeCode(name, "key", doc, location=quote(str(data["in"])), wire=quote(str(data.get("name", ""))))
    if kind == "oauth2":
        flow = _client_credentials(data)
        token_url, scopes = flow.get("tokenUrl"), flow.get("scopes")
        if isinstance(token_url, str):
            names = tuple(quote(str(scope)) for scope in scopes) if isinstance(scopes, dict) else ()
            return SchemeCode(name, "client_credentials", doc, token_url=quote(token_url), scopes=names)
    if kind in ("oauth2", "openIdConnect", "http"):
        is_bearer = kind != "http" or scheme.lower() == "bearer"
        return SchemeCode(name, "token", doc, prefix=quote("Bearer" if is_bearer else scheme))
    return None


def _client_credentials(data: Mapping[str, object]) -> Mapping[str, object]:
    """Return the flow for programs, in either version's words."""
    flows = data.get("flows")
    if isinstance(flows, dict):
        flow = flows.get("clientCredentials")
        return flow if isinstance(flow, dict) else {}
    return data if data.get("flow") == "application" else {}
