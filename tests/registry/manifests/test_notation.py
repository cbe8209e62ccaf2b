"""The small notations: what is read, and what is refused with a reason."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.manifests import notation
from crossdock.registry.manifests.names import suggest_name


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT5S", 5),
        ("PT0.5S", 0.5),
        ("PT0,5S", 0.5),
        ("P7D", 604800),
        ("P2W", 1209600),
        ("P1DT2H3M4S", 93784),
        ("PT36H", 129600),
        ("PT0S", 0),
    ],
)
def test_durations_are_seconds(text: str, seconds: float) -> None:
    assert notation.read_duration(text) == seconds


REFUSED: dict[Callable[[str], object], list[str]] = {
    notation.read_duration: [
        *("", "P", "PT", "5s", "pt5s", "P1Y", "P1M", "P1Y2M", "-PT5S", "PT5S ", "P1D2H", "PT1.5H30M", "PT5S\n", "PT٥S"),
    ],
    notation.read_day: [
        *("2027-6-30", "20270630", "2027-06-31", "2027-W01-1", "2027-06-30T00:00:00Z", "٢٠٢٧-06-30", "2027-06-30\n"),
    ],
    notation.read_cron: [
        *("", "* * * *", "* * * * * *", "@daily", "* * * * é", "every two hours of day", "60 * * * *", "* 24 * * *"),
        *("* * 0 * *", "* * * 13 *", "* * * * 8", "*/0 * * * *", "1- * * * *", "MON * * * *", "1,,2 * * * *"),
    ],
    notation.read_pointer: ["a", "/a~", "/a~2", "#/a", "$.a"],
    notation.read_expression: [
        *("id", "$message", "$message.headers#/id", "$message.payload/id", "$request.header", "$message.header#id"),
        "$env.SECRET",
    ],
    notation.read_path: [
        *("", "/a", "../a", "a/../b", "a//b", "./a", "a/", "a\\b", "C:/a", "a\x00b", "..", "."),
    ],
    notation.read_address: ["", "schemas.acme.example", "https://", "https:// a", "//host/a", "http://[::1"],
    notation.read_branch: [
        *("", "-x", "--all", "a..b", "a b", "a~1", "a^", "a:b", "a/", "/a", "a.", "@{u}", "a@{1}", "a//b", "a\x7f"),
    ],
    notation.read_version: ["", "v 1", "-1", ".1", "1/2", "1\n", "١"],
    notation.read_contract_name: [
        *("erp", "erp/order-api@2", "erp/order-api#/x", "ERP/order-api", "erp/order-api/v2"),
    ],
    notation.read_line_reference: ["erp/order-api", "erp/order-api@2.0.0", "erp/order-api@2#/x", "erp/order-api@"],
    notation.read_part_reference: ["erp/order-api", "erp/order-api@2#x", "x"],
    notation.read_blob: ["", "9fceb02", "9FCEB02D0AE598E95DC970B74767F19372D61AF8", "g" * 40],
    notation.read_digest: ["", "sha256:5b0c", "md5:" + "a" * 64, "a" * 64],
    notation.read_name: ["", "A", "a_b", "a--b", "-a", "a-", "ä"],
}


@pytest.mark.parametrize(("read", "text"), [(read, text) for read, texts in REFUSED.items() for text in texts])
def test_refusals_say_why(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        read(text)
    assert not str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (notation.read_cron, "0 */2 * * MON-FRI"),
        (notation.read_cron, "5,35 6-22/2 1 jan,Jul 7"),
        (notation.read_pointer, ""),
        (notation.read_pointer, "/lines/*/a~1b~0c"),
        (notation.read_expression, "$request.header.Idempotency-Key"),
        (notation.read_expression, "$request.body#/orderId"),
        (notation.read_expression, "$message.header#"),
        (notation.read_path, "api/v1/openapi 3.yaml"),
        (notation.read_address, "urn:acme:shipment"),
        (notation.read_address, "nats://broker.acme.example:4222/carrier.status"),
        (notation.read_branch, "release/2026.11"),
        (notation.read_branch, "4f2a91c"),
        (notation.read_version, "1.0.0-rc.1+build.5"),
        (notation.read_version, "2026-10-02"),
        (notation.read_contract_name, "3pl/stock-report"),
    ],
)
def test_what_is_read_stays_as_it_is(read: Callable[[str], str], text: str) -> None:
    assert read(text) == text


@given(st.text(max_size=12))
def test_a_suggested_name_is_a_name(text: str) -> None:
    name = suggest_name(text)
    assert name is None or notation.read_name(name) == name
