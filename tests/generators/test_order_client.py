"""The client of the ERP's order API."""

import json
from pathlib import Path

import httpx

from tests.generators.clients import ROOT, data_of, generate, lint, load, write

EXAMPLES = ROOT / "contracts/erp/order-api/v2/examples"


def test_every_example_goes_through_it_unchanged(tmp_path: Path) -> None:
    folder = write(generate(ROOT, "erp/order-api@2", package="orders"), tmp_path)
    assert lint(folder, "orders") == []
    package = load(folder, "orders")
    examples = sorted(EXAMPLES.glob("*.json"))
    assert examples
    for path in examples:
        payload = json.loads(path.read_text("utf-8"))
        model = getattr(package.models, path.name.partition("--")[0])
        assert data_of(model.model_validate(payload)) == payload, path.name


def test_a_list_is_one_loop(tmp_path: Path) -> None:
    package = load(write(generate(ROOT, "erp/order-api@2", package="orders_listed"), tmp_path), "orders_listed")
    page = json.loads((EXAMPLES / "OrderPage--one.json").read_text("utf-8"))
    page["page"] = {"hasMore": False}
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=page)))
    orders = list(package.Client(http=http, strict=True).iter_orders())
    assert [data_of(order) for order in orders] == page["items"]
