"""How people name contracts: `system/name`, `@line` or `@version`, `#pointer`."""

import re
from dataclasses import dataclass

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REFERENCE = re.compile(
    rf"(?P<system>{NAME.pattern})/(?P<name>{NAME.pattern})(?:@(?P<at>[0-9A-Za-z][0-9A-Za-z.+-]*))?(?:#(?P<pointer>(?:/.*)?))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A contract, perhaps one line or version of it, perhaps one place in it; `None` where nothing was said."""

    system: str
    name: str
    at: str | None = None
    pointer: str | None = None

    @property
    def contract(self) -> str:
        """`system/name`."""
        return f"{self.system}/{self.name}"

    @property
    def is_line(self) -> bool:
        """Whether `@…` names a line (`2`) and not a version (`2.3.0`). A line has no dots or dashes."""
        return self.at is not None and not re.search(r"[.-]", self.at)

    def __str__(self) -> str:
        at = f"@{self.at}" if self.at else ""
        return f"{self.contract}{at}" + (f"#{self.pointer}" if self.pointer is not None else "")


def read_reference(text: str) -> Reference | None:
    """Read `system/name[@line-or-version][#pointer]`; `None` when the text is no such reference.

    >>> read_reference("wms-east/shipment-confirmed@2#/payload/lines")
    Reference(system='wms-east', name='shipment-confirmed', at='2', pointer='/payload/lines')
    >>> read_reference("--upload-pack=x") is None
    True
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    return Reference(match["system"], match["name"], match["at"], match["pointer"])
