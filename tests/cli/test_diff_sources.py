"""What `crossdock diff` can be given: files, folders, standard input, Git revisions, contracts; and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.small import FILES, Small
from tests.cli.test_diff import API, EVENT
from tests.cli.test_diff import SCHEMA as DIFF_SCHEMA

BROKEN = API.replace("required: [sku]", "required: [sku, note]")
SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {"a": {"type": "string"}}}'
AVRO = '{"type": "record", "name": "A", "fields": [{"name": "a", "type": "string"}]}'
SHARED = (
    API.partition("paths:")[0]
    + """paths:
  /a:
    get:
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '../shared/order.yaml'}}}}}
"""
)


def places(small: Small, base: str, revision: str) -> list[tuple[str, str]]:
    found = small.run("diff", base, revision, "--format", "json").data["findings"]
    return [(finding["at"]["path"], finding["was"]["path"]) for finding in found]


@pytest.fixture
def stored(small: Small) -> Small:
    """A file that was committed, and then broken."""
    small.write({"specs/orders.yaml": API})
    small.commit("orders")
    small.git("branch", "feature/orders")
    small.write({"specs/orders.yaml": BROKEN})
    return small


@pytest.mark.parametrize(
    "base", ["HEAD:specs/orders.yaml", "git:HEAD:specs/orders.yaml", "feature/orders:specs/orders.yaml"]
)
def test_a_file_in_a_revision(stored: Small, base: str) -> None:
    assert places(stored, base, "specs/orders.yaml") == [("specs/orders.yaml", base.removeprefix("git:"))]


def test_paths_in_a_revision_may_start_in_the_current_folder(stored: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stored.root / "specs")
    for base in ("HEAD:orders.yaml", "HEAD:./orders.yaml"):
        done = subprocess.run(
            (sys.executable, "-m", "crossdock.registry.cli.main", "diff", base, "orders.yaml"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, ""), base
        assert "orders.yaml:13:24: error[new-required-request-property]" in done.stdout or "error[" in done.stdout


def test_a_folder_in_a_revision(stored: Small) -> None:
    answer = stored.run("diff", "HEAD:specs", "specs")
    assert answer.code == 1
    assert "error[request-property-became-required]" in answer.out


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("HEAD:specs/order.yaml", "did you mean `HEAD:specs/orders.yaml`?"),
        ("HEAD:a/orders.yaml", "did you mean `HEAD:specs/orders.yaml`?"),
        ("HEAD:qqq", "paths start at the top of the repository"),
        ("nowhere:specs/orders.yaml", "there is no commit `nowhere`"),
        ("specs/order.yaml", "did you mean `specs/orders.yaml`?"),
        ("https://example.org/openapi.yaml", "nothing is fetched from the network"),
        ("feature/orders", "`feature/orders:PATH` names a file or folder in it"),
        ("specs", "name two documents, or two folders"),
        ("erp/nothing@1", "there is no contract `erp/nothing`"),
        ("nothing", "there is no file, contract or revision `nothing`"),
    ],
)
def test_what_is_not_there_is_said_with_the_mend(stored: Small, base: str, said: str) -> None:
    answer = stored.run("diff", base, "specs/orders.yaml")
    assert answer.code == 2
    assert said in answer.err


def test_standard_input_is_one_side(small: Small) -> None:
    small.write({"orders.yaml": API})
    for content in (BROKEN, json.dumps(yaml.safe_load(BROKEN))):
        done = subprocess.run(
            (sys.executable, "-m", "crossdock.registry.cli.main", "diff", "orders.yaml", "-"),
            cwd=small.root,
            input=content,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "standard input:" in done.stdout
    assert small.run("diff", "-", "-").code == 2


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system names no open pipes")
def test_a_pipe_is_a_document(small: Small) -> None:
    small.write({"orders.yaml": API})
    command = f'{sys.executable} -m crossdock.registry.cli.main diff orders.yaml <(sed "s/100/50/" orders.yaml)'
    done = subprocess.run(("bash", "-c", command), cwd=small.root, capture_output=True, text=True, check=False)
    assert (done.returncode, "request-parameter" in done.stdout or "error[" in done.stdout) == (1, True), done.stderr


def test_references_lead_to_other_folders_of_the_repository(small: Small) -> None:
    shared = "type: object\nproperties: {a: {enum: [x]}}\n"
    small.write({"one/api/api.yaml": SHARED, "two/api/api.yaml": SHARED})
    small.write({"one/shared/order.yaml": shared, "two/shared/order.yaml": shared.replace("[x]", "[x, y]")})
    assert places(small, "one/api/api.yaml", "two/api/api.yaml") == [("two/shared/order.yaml", "one/shared/order.yaml")]


def test_references_do_not_lead_out_of_the_repository(small: Small) -> None:
    (small.root.parent / "outside.yaml").write_text("type: object\n")
    escaping = SHARED.replace("../shared/order.yaml", "../outside.yaml")
    small.write({"one.yaml": escaping, "two.yaml": escaping.replace("/a:", "/b:")})
    assert small.run("diff", "one.yaml", "two.yaml").code == 1


def test_what_a_reference_leads_to_is_not_guessed(small: Small) -> None:
    remote = SHARED.replace("../shared/order.yaml", "https://example.org/order.yaml")
    small.write(
        {
            "one.yaml": remote,
            "two.yaml": remote.replace("description: x", "description: y"),
            "three.yaml": SHARED.replace("../shared/order.yaml", "part.yaml"),
        }
    )
    small.write({"part.yaml": "type: object\n"})
    assert small.run("diff", "one.yaml", "two.yaml").code == 0, "what both cannot follow is the same"
    for base, revision in (("one.yaml", "three.yaml"), ("three.yaml", "one.yaml")):
        answer = small.run("diff", base, revision, "--format", "json")
        (finding,) = (f for f in answer.data["findings"] if f["evidence"])
        assert finding["rule"] in ("reference-not-followed", "comparison-incomplete")
        assert finding["evidence"]["kind"] == "unknown"
        assert "https://example.org/order.yaml" in finding["evidence"]["reason"]
        assert (answer.code, answer.data["verdict"]) == (1, "unknown")


def test_references_in_examples_are_data(small: Small) -> None:
    example = API.replace(
        "schema: {type: string, minLength: 2}", "example: {$ref: nowhere.yaml}, schema: {type: string, minLength: 2}"
    )
    small.write({"one.yaml": API, "two.yaml": example})
    assert small.run("diff", "one.yaml", "two.yaml").out == "same: nothing differs\n"


def test_documents_of_folders_are_paired_by_path(small: Small) -> None:
    small.write({"one/a.yaml": API, "one/moved.yaml": EVENT, "one/gone.json": SCHEMA, "one/README.md": "# no"})
    small.write({"two/a.yaml": BROKEN, "two/in/moved.yaml": EVENT, "two/new.avsc": AVRO, "two/part.yaml": "x: 1"})
    answer = small.run("diff", "one", "two", "--format", "json")
    Draft202012Validator(DIFF_SCHEMA).validate(answer.data)
    named = {document["name"]: document["verdict"] for document in answer.data["documents"]}
    assert named == {"a.yaml": "breaking", "gone.json": "breaking", "in/moved.yaml": "same", "new.avsc": "compatible"}
    rules = sorted(finding["rule"] for finding in answer.data["findings"])
    assert rules == ["document-added", "document-removed", "request-property-became-required"]
    assert answer.code == 1
    assert small.run("diff", "one", "one").out == "same: nothing differs\n"


def test_a_folder_without_documents_is_said(small: Small) -> None:
    small.write({"one/README.md": "# no", "two/README.md": "# no"})
    answer = small.run("diff", "one", "two")
    assert (answer.code, "holds a document of a known format" in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (("a.avsc", AVRO), ("b.json", SCHEMA), "`a.avsc` is Avro and `b.json` is JSON Schema"),
        (("a.yaml", API), ("b.yaml", EVENT), "`a.yaml` is OpenAPI and `b.yaml` is AsyncAPI"),
        (("a.yaml", API), ("b.yaml", "just: data\n"), "`b.yaml` is of no format that is known"),
        (("a.yaml", API), ("b.yaml", "a: [1\n"), "b.yaml:2:1"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    small: Small, one: tuple[str, str], two: tuple[str, str], said: str
) -> None:
    small.write(dict([one, two]))
    answer = small.run("diff", one[0], two[0])
    assert answer.code == 2
    assert said in answer.err


def test_openapi_versions_are_comparable(small: Small) -> None:
    old = API.replace("3.1.0", "3.0.3").replace("{sku: {type: string}", "{sku: {type: string, nullable: true}")
    new = API.replace("{sku: {type: string}", "{sku: {type: [string, 'null']}")
    small.write({"old.yaml": old, "new.yaml": new})
    assert small.run("diff", "old.yaml", "new.yaml", "--format", "json").data["verdict"] == "same"


def test_two_versions_of_a_contract(small: Small) -> None:
    schema = "contracts/canonical/shipment/v1/schema.json"
    small.write({schema: FILES[schema].replace('["shipmentId", "status"]', '["shipmentId"]')})
    small.replace("contracts/wms/shipped/v1/contract.yaml", "version: 1.0.0", "version: 1.1.0")
    answer = small.run("diff", "wms/shipped@1.0.0", "wms/shipped@1.1.0", "--format", "json")
    Draft202012Validator(DIFF_SCHEMA).validate(answer.data)
    (finding,) = answer.data["findings"]
    assert (finding["evidence"]["accepted_by"], finding["evidence"]["rejected_by"]) == ("1.1.0", "1.0.0")
    assert finding["affects"] == ["subscribers still on 1.0.0"]


def test_two_revisions_of_the_registry(small: Small) -> None:
    schema = "contracts/canonical/shipment/v1/schema.json"
    small.replace(schema, '"required": ["shipmentId", "status"]', '"required": ["shipmentId"]')
    small.commit("wider")
    answer = small.run("diff", "HEAD~1", "HEAD", "--format", "json")
    Draft202012Validator(DIFF_SCHEMA).validate(answer.data)
    assert (answer.code, answer.data["verdict"]) == (1, "breaking")
    assert Path(answer.data["findings"][0]["at"]["path"]).name in ("schema.json", "contract.yaml")


def test_a_code_of_a_vocabulary_is_found_in_its_list(small: Small) -> None:
    codes = "title: States\ncodes:\n  - {code: A, meaning: a.}\n"
    for name, more in (("one", ""), ("two", "  - {code: B, meaning: b.}\n")):
        small.write({f"{name}/states.yaml": codes + more})
        small.write({f"{name}/api.yaml": SHARED.replace("../shared/order.yaml", "states.yaml#/schema")})
    (finding,) = small.run("diff", "one/api.yaml", "two/api.yaml", "--format", "json").data["findings"]
    assert finding["at"] == {"path": "two/states.yaml", "line": 4, "column": 5, "pointer": "/codes/1"}
    assert (finding["was"]["path"], finding["was"]["line"]) == ("one/states.yaml", 3)
