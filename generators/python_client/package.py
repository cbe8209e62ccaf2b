"""The whole package of a Python client, file by file."""

import keyword
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter

from crossdock.generators.generator import CannotGenerate, GeneratorInput
from crossdock.generators.python_client.code import AliasCode
from crossdock.generators.python_client.expressions import names_in
from crossdock.generators.python_client.literals import Code, clean, comment, docstring, quote
from crossdock.generators.python_client.modeller import Modeller
from crossdock.generators.python_client.names import Namespace
from crossdock.generators.python_client.operations import MethodCode, find_header, is_call, make_methods
from crossdock.generators.python_client.paging import PagingCode, find_paging
from crossdock.generators.python_client.positions import Usage
from crossdock.generators.python_client.render import render
from crossdock.generators.python_client.security import make_schemes
from crossdock.registry.model.interface import Role

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*")
_NO_PACKAGE = re.compile(r"[^a-z0-9]+")
_MODULES = ("__init__", "models", "errors", "auth", "_base", "_wire", "_call", "_core")


def generate_package(given: GeneratorInput) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of all files. Raises CannotGenerate."""
    package = package_name(given)
    values = _values(given, package)
    for module in _MODULES:
        yield f"{package}/{module}.py", render(f"{module}.py.jinja", values)
    for name, is_async in (("client", False), ("async_client", True)):
        yield f"{package}/{name}.py", render("client.py.jinja", {**values, "is_async": is_async})
    yield f"{package}/py.typed", ""
    for name in ("README.md", "pyproject.toml"):
        yield name, render(f"{name}.jinja", values)


def package_name(given: GeneratorInput) -> str:
    """Return the name of the package: the option `package`, else system, name and line.

    Raises CannotGenerate for a name that Python cannot import.
    """
    contract = given.contract
    derived = _NO_PACKAGE.sub("_", f"{contract.system}_{contract.name}_v{contract.line}".lower())
    derived = f"client_{derived}" if derived[0].isdigit() else derived
    name = given.options.get("package", derived)
    if not _PACKAGE.fullmatch(name) or keyword.iskeyword(name):
        fix = "name one with --package, such as `orders_client`: lower case letters, digits and underscores"
        raise CannotGenerate(f"`{clean(name)}` is no name for a package", contract.manifest, "", fix)
    return name


def _values(given: GeneratorInput, package: str) -> dict[str, object]:
    contract, interface = given.contract, given.interface
    operations = [operation for operation in interface.operations if is_call(operation)]
    if not operations:
        document = contract.document or contract.folder
        raise CannotGenerate(
            "there is no operation to call", document, "/paths", "a client needs at least one operation"
        )
    roots = [
        (payload.schema, payload.position)
        for operation in operations
        for payload in operation.payloads
        if payload.schema is not None and payload.role is not Role.HEADER
    ]
    modeller = Modeller(interface.schemas, Usage(roots))
    methods = list(make_methods(operations, contract, modeller))
    modeller.finish()
    pagings = _pagings(given, methods, modeller)
    semantics = contract.semantics
    used = {name for method in methods for text in _annotations(method) for name in names_in(text)}
    retry = semantics.retry
    version = comment(given.version)
    return {
        "package": Code(package),
        "distribution": Code(package.replace("_", "-")),
        "header": _header(given),
        "title": docstring(f"Client of {contract.key} {version}: {interface.title}", 0, is_short=False),
        "plain_title": comment(interface.title or contract.title),
        "contract": quote(contract.key),
        "contract_name": comment(contract.key),
        "version": quote(given.version),
        "version_name": version,
        "version_pep": quote(_package_version(given.version)),
        "digest": quote(given.digest),
        "digest_name": comment(given.digest),
        "base_url": _base_url(interface.servers),
        "attempts": retry.attempts if retry and retry.attempts else 3,
        "backoff": quote(retry.backoff if retry and retry.backoff else "exponential"),
        "initial": float(retry.initial) if retry and retry.initial is not None else 0.5,
        "limit": float(retry.limit) if retry and retry.limit is not None else 20.0,
        "correlation": quote(find_header(semantics.correlation_id) or "X-Correlation-Id"),
        "classes": [modeller.classes[name] for name in sorted(modeller.classes)],
        "early": _in_order(modeller, is_early=True),
        "late": _in_order(modeller, is_early=False),
        "methods": methods,
        "pagings": pagings,
        "schemes": list(make_schemes(interface.security_schemes)),
        "problems": _problem_types(methods),
        "definitions": [Code(name) for name in sorted(modeller.names)],
        "uses_dates": "datetime" in used,
        "uses_any": "Any" in used,
        "uses_aware": "AwareDatetime" in used,
        "uses_number": "Number" in used,
    }


def _annotations(method: MethodCode) -> list[str]:
    body = [method.body.annotation] if method.body else []
    answers = [code for _, code in (*method.answers, *method.problems)]
    return [*(parameter.annotation for parameter in method.parameters), *body, method.returns, *answers]


def _header(given: GeneratorInput) -> Code:
    lines = (
        f"# Generated by crossdock from {given.contract.key}, version {clean(given.version)}; changes are overwritten.",
        f"# Digest of the contract: {clean(given.digest)}",
    )
    return Code("\n".join(lines))


def _package_version(version: str) -> str:
    """Return a version that Python packages may have: the contract's numbers, with 0 where it has none (PEP 440)."""
    match = re.match(r"[0-9]+(?:\.[0-9]+){0,2}", version)
    return match[0] if match else "0"


def _base_url(servers: tuple[tuple[str, str], ...]) -> Code | None:
    """Return the first address that is whole, `None` when a caller must say where the API is."""
    whole = [address for _, address in servers if address.startswith(("https://", "http://")) and "{" not in address]
    return quote(whole[0].rstrip("/")) if whole else None


def _pagings(given: GeneratorInput, methods: list[MethodCode], modeller: Modeller) -> list[PagingCode]:
    if given.contract.semantics.pagination != "cursor":
        return []
    taken = Namespace(method.name for method in methods)
    found = (find_paging(method, modeller, taken) for method in methods)
    return [paging for paging in found if paging is not None]


def _problem_types(methods: list[MethodCode]) -> list[Code]:
    """Return the models of unsuccessful answers."""
    return [
        Code(name)
        for name in sorted({code for method in methods for _, code in method.problems if code.startswith("m.")})
    ]


def _in_order(modeller: Modeller, *, is_early: bool) -> list[AliasCode]:
    """Return the named types so that each stands after those it uses; the early ones use no class."""
    aliases = modeller.aliases
    order = TopologicalSorter({name: sorted(aliases[name].uses & aliases.keys()) for name in sorted(aliases)})
    late: set[str] = set()
    found = list(order.static_order())
    for name in found:
        if aliases[name].uses & (modeller.classes.keys() | late):
            late.add(name)
    return [aliases[name] for name in found if (name in late) is not is_early]
