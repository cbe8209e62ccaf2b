"""Format of `lint`: JUnit XML, a test suite for each file and a failure for each result that fails the run."""

import re
from collections.abc import Sequence
from posixpath import splitext

from crossdock.registry.lint_format import LintFormat, LintOptions, group_by_source
from crossdock.registry.lint_result import Result
from crossdock.registry.rulesets.printed_paths import print_pointer

_SPECIAL = re.compile("[<>&\"'\x00-\x1f\x7f-\uffff]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2


def render_junit(results: Sequence[Result], options: LintOptions) -> str:
    """Render test suites; what is less grave than the failing level is left out."""
    suites = [_suite(source, group, options) for source, group in group_by_source(results).items()]
    return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def _suite(source: str, results: Sequence[Result], options: LintOptions) -> str:
    failing = [result for result in results if result.level <= options.fail_level]
    count = len(failing)
    head = f'<testsuite package="org.spectral" time="0" tests="{count}" errors="0" failures="{count}" name="{_escape(source)}">'
    cases = [_case(result, _escape(splitext(source)[0])) for result in failing]
    return "\n".join((head, *cases, "</testsuite>")) + "\n"


def _case(result: Result, name: str) -> str:
    pointer = print_pointer(result.path)
    link = f", {result.documentation}" if result.documentation else ""
    said = f"{_data(result.message)} ({result.code}) at path {_data(pointer)}{_data(link)}"
    place = f"({_escape(pointer)})" if pointer else ""
    return (
        f'<testcase time="0" name="org.spectral.{_escape(result.code)}{place}" classname="{name}">'
        f'<failure message="{_escape(result.message)}">'
        f"<![CDATA[line {result.line}, col {result.column}, {said}]]></failure></testcase>"
    )


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"&#{ord(found[0])};"), _FORBIDDEN.sub("\ufffd", text))


def _data(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).replace("]]>", "]]]]><![CDATA[>")


LINT_FORMAT = LintFormat("junit", "JUnit XML", False, render_junit)
