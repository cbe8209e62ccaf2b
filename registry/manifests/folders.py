"""Reads what the file system says of a contract: its id, its document, its examples."""

import re
from collections.abc import Sequence

from crossdock.registry.errors import closest
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.names import quote_name, suggest_name
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import NAME
from crossdock.registry.model.rule import Rule

_LINE = re.compile(r"v([0-9a-z]+)")
_DATA_FILE = re.compile(r"(?!contract\.|releases\.)[^/.][^/]*\.(?:ya?ml|json|avsc|xsd|proto|graphql|wsdl)")
# The names a document is expected under, most telling first.
_STEMS = {
    Kind.API: ("openapi", "swagger"),
    Kind.EVENT: ("asyncapi", "schema"),
    Kind.FILE: ("table",),
    Kind.SCHEMA: ("schema",),
    Kind.VOCABULARY: ("vocabulary",),
    Kind.MAPPING: ("mapping",),
    Kind.WORKFLOW: ("workflow",),
}


def key_of_folder(folder: str, root: str = "contracts") -> tuple[str, str, str] | None:
    """Return system, name and line of a contract's folder; `None` when it names no contract.

    >>> key_of_folder("contracts/wms-east/shipment-confirmed/v2")
    ('wms-east', 'shipment-confirmed', '2')
    """
    steps = _steps(folder, root)
    if steps is None or len(steps) != 3:
        return None
    line = _LINE.fullmatch(steps[2])
    if line is None or not NAME.fullmatch(steps[0]) or not NAME.fullmatch(steps[1]):
        return None
    return steps[0], steps[1], line[1]


def judge_folder(path: str, folder: str, root: str = "contracts") -> tuple[Finding, ...]:
    """Return what is wrong with the folder of the manifest at `path`; nothing when it names a contract."""
    if key_of_folder(folder, root) is not None:
        return ()
    rule = problems.BAD_FOLDER
    message = f"the folder {quote_name(folder)} names no contract: {_reason(folder, root)}"
    return (
        Finding(rule.id, rule.severity, message, Place(path), why=rule.why, fix=_suggest(folder, root) or rule.fix),
    )


def find_document(
    kind: Kind, stated: str | None, names: Sequence[str], origin: Origin
) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the document's name below the contract's folder, `None` when there is none.

    What the manifest states wins; then a file with a name that this kind of contract expects; then the only file that can be one.
    """
    if stated is not None:
        return (stated, ()) if stated in names else (None, (_absent(stated, names, origin),))
    candidates = sorted(name for name in names if _DATA_FILE.fullmatch(name))
    expected = [name for name in candidates if name.rsplit(".", 1)[0] in _STEMS[kind]]
    possible = expected or candidates
    if len(possible) < 2:
        return (possible[0] if possible else None), ()
    listed = ", ".join(f"`{name}`" for name in possible)
    finding = _finding(problems.AMBIGUOUS_DOCUMENT, f"each of {listed} could be the document", "/document", origin)
    return None, (finding,)


def find_examples(folder: str, kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the examples, sorted; notes about them (`*.md`) and hidden files are none."""
    found = (name for name in names if name.startswith("examples/") and not name.rsplit("/", 1)[-1].startswith("."))
    return tuple(sorted(f"{folder}/{name}" for name in found if kind is Kind.FILE or not name.endswith(".md")))


def _absent(stated: str, names: Sequence[str], origin: Origin) -> Finding:
    close = closest(stated, [name for name in names if _DATA_FILE.fullmatch(name)])
    hint = f"; did you mean `{close}`?" if close else ""
    return _finding(problems.ABSENT_DOCUMENT, f"the folder holds no file `{stated}`{hint}", "/document", origin)


def _finding(rule: Rule, message: str, pointer: str, origin: Origin) -> Finding:
    return Finding(rule.id, rule.severity, message, origin.place(pointer), origin.contract, why=rule.why, fix=rule.fix)


def _steps(folder: str, root: str) -> list[str] | None:
    prefix = root.strip("/") + "/" if root.strip("/") not in ("", ".") else ""
    return folder.removeprefix(prefix).split("/") if folder.startswith(prefix) else None


def _reason(folder: str, root: str) -> str:
    steps = _steps(folder, root)
    if steps is None:
        return f"it does not lie in `{root}`"
    if len(steps) != 3:
        return f"it lies {len(steps)} deep in `{root}` instead of 3"
    for word, step in zip(("system", "name"), steps, strict=False):
        if not NAME.fullmatch(step):
            return (
                f"the {word} {quote_name(step)} is not lower-case letters and digits, with single hyphens between them"
            )
    return f"the line {quote_name(steps[2])} is not `v` and lower-case letters or digits"


def _suggest(folder: str, root: str) -> str:
    """Return the mend when a good name is near."""
    steps = _steps(folder, root)
    if steps is None or len(steps) != 3:
        return ""
    named = [suggest_name(step) or "" for step in steps[:2]]
    line = "v" + re.split(r"[^0-9a-z]", steps[2].lower())[0].removeprefix("v")
    target = "/".join([root.strip("/"), named[0], named[1], line])
    return f"move it to `{target}`" if key_of_folder(target, root) else ""
