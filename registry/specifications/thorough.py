"""A second opinion on OpenAPI and Swagger documents: openapi-spec-validator, slow to import and on large documents."""

import posixpath
from collections.abc import Callable, Iterator
from itertools import islice

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.problems import SECOND_OPINION, SECOND_OPINION_STOPPED
from crossdock.registry.specifications.wording import cut

_BASE = "https://registry.invalid/"  # a name that never resolves (RFC 6761), so that relative references can be joined to it
_DERIVED = ("schema", "classifier-schema")  # what is not in the text of a vocabulary (docs/files.md)
MAX_ERRORS = 50
# what the validator lets through when a document is not what it expects
_STOPS = (LookupError, TypeError, ValueError, AttributeError, RecursionError, OSError)


def validate_thoroughly(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what openapi-spec-validator has against a document; references are read from the registry only."""
    from jsonschema_path import SchemaPath
    from openapi_spec_validator.shortcuts import get_validator_cls
    from openapi_spec_validator.validation.exceptions import ValidatorDetectError
    from referencing.exceptions import Unresolvable

    if not document.is_readable or not isinstance(document.data, dict):
        return
    place = Place(document.path)
    handlers = {"https": _loader(resolver), **dict.fromkeys(("<all_urls>", "http", "file"), _refuse)}
    try:
        validator = get_validator_cls(document.data)(
            SchemaPath.from_dict(document.data, base_uri=_BASE + document.path, handlers=handlers)
        )
        for error in islice(validator.iter_errors(), MAX_ERRORS):
            at = place.child(*(str(token) for token in error.absolute_path))
            yield make_finding(SECOND_OPINION, cut(error.message), at, anchor=cut(error.message))
    except (ValidatorDetectError, Unresolvable, *_STOPS) as error:
        message = f"openapi-spec-validator stopped: {cut(str(error)) or type(error).__name__}"
        yield make_finding(SECOND_OPINION_STOPPED, message, place)


def _loader(resolver: Resolver) -> Callable[[str], object]:
    def load(address: str) -> object:
        if not address.startswith(_BASE):
            return _refuse(address)
        path = posixpath.normpath(address.removeprefix(_BASE).partition("#")[0])
        document = resolver.load(path)
        if document is None or not document.is_readable:
            raise LookupError(f"there is no `{path}` in the registry")
        derived = {name: derive(document, f"/{name}") for name in _DERIVED}
        found = {name: value for name, value in derived.items() if value is not None}
        return {**document.data, **found} if found and isinstance(document.data, dict) else document.data

    return load


def _refuse(address: str) -> object:
    raise LookupError(f"`{address}` is a remote address")
