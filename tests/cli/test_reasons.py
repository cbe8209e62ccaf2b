"""Reports say what is really the matter."""

from tests.cli.small import Small

MANIFEST = "contracts/wms/shipped/v1/contract.yaml"
SCHEMA = "contracts/canonical/shipment/v1/schema.json"


def test_a_value_that_was_sent_before_breaks_by_its_history_and_says_so(small: Small) -> None:
    small.replace(MANIFEST, "semantics:\n", "compatibility: {mode: full}\nsemantics:\n")
    small.commit()
    small.replace(SCHEMA, '["PLANNED", "SHIPPED"]', '["SHIPPED"]')
    (finding,) = [one for one in small.findings() if one["rule"] == "response-property-enum-value-removed"]
    assert finding["severity"] == "error"
    assert "Readers of the revision meet what was sent before it" in finding["why"]
    assert "`compatibility.mode: full` asks for it." in finding["why"]
    assert "its absence is fine" not in finding["why"]


def test_an_unreleased_base_is_called_by_its_version(small: Small) -> None:
    files = {"contract.yaml": 'kind: schema\ntitle: Colour\nversion: "0.9.0"\n', "schema.json": '{"type": "string"}\n'}
    small.write({f"contracts/wms/colour/v1/{name}": text for name, text in files.items()})
    small.commit()
    small.write({"contracts/wms/colour/v1/schema.json": '{"type": "integer"}\n'})
    out = " ".join(small.run("check", "--base", "HEAD").out.split())
    assert "0.9.0 (unreleased)" in out
    assert "`base`" not in out
    assert "Nothing of it was released, so it is compared with the base" in out
    assert "version-not-enough" not in out, "the version that is stated is the one of the first release"


def test_contracts_that_only_carry_a_change_stand_in_a_line(small: Small) -> None:
    for name in ("one", "two"):
        small.write(
            {
                f"contracts/wms/{name}/v1/contract.yaml": f"kind: schema\ntitle: {name}\nversion: 1.0.0\n",
                f"contracts/wms/{name}/v1/schema.json": '{"$ref": "../../../canonical/shipment/v1/schema.json"}\n',
            }
        )
    small.commit()
    small.replace(SCHEMA, '"title": "Shipment"', '"title": "Consignment"')
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.0.0", "1.0.1")
    out = " ".join(small.run("check", "--base", "HEAD").out.split())
    assert (
        "3 contracts changed through what they reference, none breaks: wms/one@1, wms/shipped@1, wms/two@1 1 of 4"
        in out
    )
    assert "changed through what it references" not in out
    assert "changed through what it references" in small.run("check", "--base", "HEAD", "--verbose").out
