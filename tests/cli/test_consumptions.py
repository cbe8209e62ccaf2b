"""What consumers say they use is held against the contracts."""

import pytest

from tests.cli.small import Small

SYSTEM = "contracts/erp/system.yaml"
SCHEMA = "contracts/canonical/shipment/v1/schema.json"
NESTED = """,
    "weight": {"type": "number"},
    "lines": {"type": "array", "items": {"type": "object", "properties": {"itemId": {"type": "string"}}}},
    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    "extra": {"type": "object"},
    "party": {"oneOf": [{"$ref": "#/$defs/Person"}, {"properties": {"company": {"type": "string"}}}]}
  },
  "$defs": {"Person": {"properties": {"family/name": {"type": "string"}}}}
"""


def use(small: Small, statement: str) -> list[dict[str, str]]:
    small.replace(SYSTEM, "fields: [/shipmentId]", statement)
    return [finding for finding in small.findings() if finding["rule"].startswith("consumer-")]


def test_a_misspelt_field_is_found_where_it_is_written(small: Small) -> None:
    (finding,) = use(small, "fields: [/shipmentId, /statsu]")
    assert finding["rule"] == "consumer-field-unknown"
    assert finding["severity"] == "error"
    assert (finding["at"]["path"], finding["at"]["line"], finding["at"]["column"]) == (SYSTEM, 6, 69)
    assert finding["fix"] == "did you mean `/status`?"


def test_a_misspelt_operation_is_found_and_its_fields_are_not_guessed_at(small: Small) -> None:
    (finding,) = use(small, "operations: [publishShiped], fields: [/nowhere]")
    assert (finding["rule"], finding["fix"]) == ("consumer-operation-unknown", "did you mean `publishShipped`?")


@pytest.mark.parametrize(
    ("field", "fix"),
    [
        ("/lines/*/itemId", None),
        ("/lines/0/itemId", None),
        ("/lines/*/itemID", "did you mean `/lines/*/itemId`?"),
        ("/lines/itemId", "did you mean `/lines/*/itemId`?"),
        ("/labels/anything", None),
        ("/extra/of/any/kind", None),
        ("/party/family~1name", None),
        ("/party/compny", "did you mean `/party/company`?"),
        ("/weight/unit", "Correct the pointer"),
    ],
)
def test_a_field_is_followed_through_every_kind_of_schema(small: Small, field: str, fix: str | None) -> None:
    small.replace(SCHEMA, ',\n    "weight": {"type": "number"}\n  }\n', NESTED)
    small.commit()
    found = use(small, f"operations: [publishShipped], fields: [{field}]")
    assert len(found) == (fix is not None)
    assert not found or found[0]["fix"].startswith(fix or "")


def test_a_contract_that_drops_what_was_never_there_is_told_apart_from_a_break(small: Small) -> None:
    small.replace(SCHEMA, '"status": {"enum": ["PLANNED", "SHIPPED"]},\n', "")
    small.replace(SYSTEM, "[/shipmentId]", "[/status]")
    rules = {finding["rule"] for finding in small.findings()}
    assert "consumer-field-unknown" not in rules  # the version it reads has the field: the break speaks
    assert "response-property-removed" in rules


def test_the_consumed_contract_is_asked_about_its_consumers(small: Small) -> None:
    small.replace(SYSTEM, "[/shipmentId]", "[/statsu]")
    small.commit()
    small.replace("contracts/wms/shipped/v1/contract.yaml", "title: Shipped", "title: Was shipped")
    (finding,) = [one for one in small.findings("--base", "HEAD") if one["rule"] == "consumer-field-unknown"]
    assert finding["state"] == "existing"
    (finding,) = [one for one in small.findings("--all") if one["rule"] == "consumer-field-unknown"]
    assert finding["state"] == "new"


def test_a_registry_that_adopts_is_warned(small: Small) -> None:
    small.replace("crossdock.yaml", "registry: small\n", "registry: small\nprofile: adopting\n")
    (finding,) = use(small, "fields: [/statsu]")
    assert finding["severity"] == "warning"
