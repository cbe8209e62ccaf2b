"""Format of `lint`: SARIF 2.1.0, for code scanning."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from crossdock.registry.lint_format import LintFormat, LintOptions, RuleText
from crossdock.registry.lint_result import Result
from crossdock.registry.model.location import Location

_LEVELS = ("error", "warning", "note", "note")


def render_sarif(results: Sequence[Result], options: LintOptions) -> str:
    """Render one run with all rules of the ruleset."""
    codes = {result.code: RuleText("", None) for result in results}
    driver = {
        "name": "crossdock",
        "rules": _rules({**options.rules, **codes, **options.rules}),
        "version": options.version,
    }
    run = {"tool": {"driver": driver}, "results": [_result(result, options) for result in results]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rules(rules: Mapping[str, RuleText]) -> list[dict[str, object]]:
    described = []
    for name, rule in rules.items():
        link: dict[str, object] = {"helpUri": rule.documentation} if rule.documentation else {}
        described.append({"id": name, "shortDescription": {"text": rule.description or "No description."}, **link})
    return described


def _result(result: Result, options: LintOptions) -> dict[str, object]:
    path = options.relative(result.source)
    start_line, start, end_line, end = (number + 1 for number in result.span)
    region = {"startLine": start_line, "startColumn": start, "endLine": end_line, "endColumn": end}
    identity = "\n".join((path, *result.path, result.code, result.message))
    message = f"{result.message} -- {result.documentation}" if result.documentation else result.message
    location = {"artifactLocation": {"uri": quote(path)}, "region": region}
    return {
        "level": _LEVELS[result.level],
        "message": {"text": message},
        "ruleId": result.code,
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"crossdock/v1": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()},
        **({"fixes": [_fix(result, quote(path))]} if result.edits else {}),
    }


def _fix(result: Result, uri: str) -> dict[str, object]:
    """Return the edits that mend a result (SARIF 2.1.0, section 3.55)."""
    replacements = [
        {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}} for edit in result.edits
    ]
    changes = [{"artifactLocation": {"uri": uri}, "replacements": replacements}]
    return {"description": {"text": result.fix or "mend it"}, "artifactChanges": changes}


def _region(at: Location) -> dict[str, int]:
    region = {"startLine": at.line, "startColumn": at.column}
    return region | ({"endLine": at.end_line, "endColumn": at.end_column} if at.end_line and at.end_column else {})


LINT_FORMAT = LintFormat("sarif", "SARIF 2.1.0", False, render_sarif, has_fixes=True)
