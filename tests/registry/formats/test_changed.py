"""Holding only what changed against the meta-schema finds what holding everything finds, for what changed."""

import copy

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.formats.openapi import validate, validate_changed

BASE = {
    "openapi": "3.0.3",
    "info": {"title": "Orders", "version": "1.0.0"},
    "paths": {"/old": {"get": {"respones": {}}}, "/orders": {"get": {"responses": {"200": {"description": "Done."}}}}},
    "components": {"schemas": {"Old": {"typ": "object"}, "Order": {"type": "object"}}},
}


def judge(data: object, base: object) -> tuple[set[str], set[str]]:
    """Return the pointers that `validate` and `validate_changed` speak of."""
    document, old = (Document("openapi.json", b"", value, Syntax.JSON) for value in (data, base))
    resolver = Resolver(lambda path: document, lambda address: None)
    everything = {finding.at.pointer for finding in validate(document, resolver)}
    return everything, {finding.at.pointer for finding in validate_changed(document, old, resolver)}


def test_unchanged_parts_are_not_held_against_the_meta_schema() -> None:
    everything, changed = judge(BASE, BASE)
    assert everything == {"/paths/~1old/get/respones", "/components/schemas/Old/typ"}
    assert changed == set()


def test_changed_parts_are() -> None:
    revision = copy.deepcopy(BASE)
    revision["paths"]["/orders"]["get"]["responses"]["20"] = {}  # type: ignore[index]  # the literal above has this shape
    revision["components"]["schemas"]["New"] = {"type": "objekt"}  # type: ignore[index]  # as above
    everything, changed = judge(revision, BASE)
    assert changed == {"/paths/~1orders/get/responses/20", "/components/schemas/New/type"}
    assert changed < everything


def test_another_version_of_the_specification_is_judged_whole() -> None:
    everything, changed = judge({**BASE, "openapi": "3.0.2"}, BASE)
    assert changed == everything


def test_rules_across_the_document_see_all_of_it() -> None:
    revision = copy.deepcopy(BASE)
    revision["paths"]["/old"]["get"]["operationId"] = "read"  # type: ignore[index]  # as above
    revision["paths"]["/new"] = {"get": {"operationId": "read", "responses": {"200": {"description": "Done."}}}}  # type: ignore[index]  # as above
    base = copy.deepcopy(revision)
    del base["paths"]["/new"]  # type: ignore[attr-defined]  # as above
    assert judge(revision, base)[1] == {"/paths/~1new/get/operationId"}


def test_bases_that_are_no_documents_are_ignored() -> None:
    bases: tuple[object, ...] = (None, [], "text", {"openapi": "3.0.3", "paths": 5, "components": []})
    for base in bases:
        everything, changed = judge(BASE, base)
        assert changed == everything
