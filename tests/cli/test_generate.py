"""`crossdock generate`: all or nothing, fresh or stale, and never over what people wrote."""

import json
from pathlib import Path

import pytest

from tests.cli.small import Small

DOCUMENT = """openapi: 3.0.3
info: {title: Shop, version: 1.0.0}
paths:
  /items/{id}:
    get:
      operationId: readItem
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
components:
  schemas:
    Item: {type: object, properties: {name: {type: string}}}
"""
MANIFEST = "kind: api\ntitle: Shop\nversion: 1.0.0\n"


@pytest.fixture
def shop(small: Small) -> Small:
    small.write({"contracts/wms/shop/v1/contract.yaml": MANIFEST, "contracts/wms/shop/v1/openapi.yaml": DOCUMENT})
    return small


def client(shop: Small, *more: str) -> tuple[int, str, str]:
    answer = shop.run("generate", "python-client", "wms/shop@1", "--output", str(shop.root / "out"), *more)
    return answer.code, answer.out, answer.err


def listing(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_is_written_is_fresh_until_something_changes(shop: Small) -> None:
    assert client(shop, "--check")[0] == 1 and not (shop.root / "out").exists()
    code, out, _ = client(shop)
    assert code == 0 and "13 files from `wms/shop@1`" in out
    assert "wms_shop_v1/client.py" in listing(shop.root / "out")
    assert client(shop, "--check")[0] == 0
    shop.replace("contracts/wms/shop/v1/openapi.yaml", "name: {type: string}", "name: {type: integer}")
    code, out, err = client(shop, "--check")
    assert code == 1 and "wms_shop_v1/models.py is stale" in out and "without --check" in err
    code, out, _ = client(shop, "--check", "--format", "json")
    assert code == 1 and "wms_shop_v1/models.py" in json.loads(out)["stale"]
    assert client(shop)[0] == 0 and client(shop, "--check")[0] == 0


def test_what_is_no_longer_generated_goes(shop: Small) -> None:
    assert client(shop)[0] == 0
    package = shop.root / "out/wms_shop_v1"
    (package / "gone.py").write_text((package / "client.py").read_text("utf-8"), "utf-8")
    (package / "mine.py").write_text("# written by hand\n", "utf-8")
    assert client(shop, "--check")[1].splitlines() == [f"{shop.root / 'out/wms_shop_v1/gone.py'} is stale"]
    assert client(shop)[0] == 0
    assert not (package / "gone.py").exists() and (package / "mine.py").is_file()


def test_line_ends_that_git_converted_are_not_stale(shop: Small) -> None:
    assert client(shop)[0] == 0
    path = shop.root / "out/wms_shop_v1/client.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert client(shop, "--check")[0] == 0


def test_what_people_wrote_is_not_overwritten(shop: Small) -> None:
    shop.write({"out/README.md": "# Ours\n"})
    code, _, err = client(shop)
    assert code == 2 and "README.md` was not generated" in err
    assert listing(shop.root / "out") == ["README.md"]


def test_a_contract_that_is_not_covered_is_refused_with_the_place(shop: Small) -> None:
    shop.replace("contracts/wms/shop/v1/openapi.yaml", "#/components/schemas/Item'", "#/components/schemas/Gone'")
    code, _, err = client(shop)
    assert code == 2 and "openapi.yaml:8:" in err and "`#/components/schemas/Gone` leads to nothing" in err
    assert not (shop.root / "out").exists()


def test_a_parameter_that_leads_nowhere_is_not_left_out(shop: Small) -> None:
    shop.replace(
        "contracts/wms/shop/v1/openapi.yaml", "parameters: [", "parameters: [{$ref: '#/components/parameters/Gone'}, "
    )
    code, _, err = client(shop)
    assert code == 2 and "openapi.yaml:7:" in err and "/paths/~1items~1{id}/get/parameters/0" in err
    assert not (shop.root / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("python-clint", "wms/shop@1"), "did you mean `python-client`"),
        (("python-client", "wms/shopp@1"), "did you mean `wms/shop`"),
        (("python-client", "wms/shipped@1"), "generates api; `wms/shipped@1` is of kind event"),
        (("python-client", "wms/shop@1", "--package", "a-b"), "`a-b` is no name for a package"),
        (("python-client", "wms/shop@1", "--package", "../up"), "is no name for a package"),
        (("python-client", "wms/shop@1", "--package", "class"), "is no name for a package"),
    ],
)
def test_what_cannot_be_done_says_why(shop: Small, arguments: tuple[str, ...], message: str) -> None:
    answer = shop.run("generate", *arguments, "--output", str(shop.root / "out"))
    assert answer.code == 2 and message in answer.err
    assert not (shop.root / "out").exists()
