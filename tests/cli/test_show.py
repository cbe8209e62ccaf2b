"""Looking up what is there."""

from tests.cli.small import Small


def test_a_shared_schema_says_who_references_it(small: Small) -> None:
    assert "referenced by wms/shipped@1" in small.run("show", "canonical/shipment").out
    assert small.run("show", "canonical/shipment", "--format", "json").data["referenced_by"] == ["wms/shipped@1"]
    assert "referenced by" not in small.run("show", "wms/shipped").out


def test_a_system_says_what_it_provides_and_consumes(small: Small) -> None:
    assert small.run("show", "wms").out.splitlines() == [
        "wms  WMS",
        "  role       wms, tier 2",
        "  owner      east",
        "  provides   wms/shipped@1  1.0.0  active event: Shipped",
    ]
    consumed = small.run("show", "erp", "--format", "json").data["consumes"]
    assert [(use["contract"], use["version"], use["fields"]) for use in consumed] == [
        ("wms/shipped@1", "1.0.0", ["/shipmentId"])
    ]
    unknown = small.run("show", "wsm")
    assert (unknown.code, "did you mean `wms`?" in unknown.err) == (2, True)


def test_contracts_are_listed_by_who_consumes_them(small: Small) -> None:
    found = small.run("list", "--consumer", "erp", "--format", "json").data
    assert [row["contract"] for row in found] == ["wms/shipped@1"]
    assert small.run("list", "--consumer", "wms").out == "no contracts\n"


def test_a_list_of_what_does_not_exist_says_so(small: Small) -> None:
    for option, name, close in (("--system", "wsm", "wms"), ("--consumer", "erq", "erp"), ("--owner", "esat", "east")):
        answer = small.run("list", option, name)
        assert (answer.code, f"did you mean `{close}`?" in answer.err) == (2, True)
