"""Whether formats reject is one setting, of a contract or of the registry."""

import pytest

from tests.cli.history import KEY, release, write
from tests.cli.small import FILES, Small

BASE, REVISION = ({"id": {"type": "string", "format": name}} for name in ("date", "date-time"))


@pytest.mark.parametrize(
    ("registry", "contract", "breaks"),
    [("", "", False), ("", "assert", True), ("assert", "", True), ("assert", "annotate", False)],
)
def test_a_changed_format_breaks_where_formats_are_asserted(
    small: Small, registry: str, contract: str, breaks: bool
) -> None:
    settings = f"compatibility: {{formats: {registry}}}\n" if registry else ""
    small.write({"crossdock.yaml": FILES["crossdock.yaml"] + settings})
    stated = {"compatibility": {"formats": contract}} if contract else {}
    release(small, "1.0.0", BASE, ["id"], **stated)
    write(small, "1.0.1", REVISION, ["id"], **stated)
    found = [f for f in small.findings() if f["contract"] == KEY and f["rule"].endswith("property-format-changed")]
    assert [bool(f.get("evidence")) for f in found] == [breaks], small.findings()
