"""Format of `lint`: one HTML page, for people; no script, nothing from elsewhere."""

from collections.abc import Sequence
from html import escape

from crossdock.registry.lint_format import LEVELS, LintFormat, LintOptions, group_by_source, summarize
from crossdock.registry.lint_result import Result
from crossdock.registry.rulesets.printed_paths import print_path

_STYLE = """body{font:16px/1.4 system-ui,sans-serif;margin:2rem;max-width:75rem}
table{border-collapse:collapse;width:100%;margin-bottom:2rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}
code{overflow-wrap:anywhere}
.error{color:#a40000}.warning{color:#7a4b00}.information{color:#00509e}.hint{color:#555}"""


def render_html(results: Sequence[Result], options: LintOptions) -> str:
    """Render a summary and a table for each file."""
    tables = [_table(source, group) for source, group in group_by_source(results).items()]
    head = f'<meta charset="utf-8"><title>Lint results</title><style>{_STYLE}</style>'
    body = f"<h1>Lint results</h1><p>{summarize(results)}</p>{''.join(tables)}"
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'


def _table(source: str, results: Sequence[Result]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Place", "Severity", "Rule", "Message", "Path"))
    rows = "\n".join(_row(result) for result in results)
    title = f"<h2><code>{escape(source)}</code></h2><p>{summarize(results)}</p>"
    return f"{title}<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>\n"


def _row(result: Result) -> str:
    level = LEVELS[result.level]
    code = escape(result.code)
    is_link = (result.documentation or "").startswith(("https://", "http://"))
    rule = f'<a href="{escape(result.documentation or "")}">{code}</a>' if is_link else code
    cells = (f"{result.line}:{result.column}", f'<span class="{level}">{level}</span>', rule)
    texts = (escape(result.message), f"<code>{escape(print_path(result.path))}</code>")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in (*cells, *texts))}</tr>"


LINT_FORMAT = LintFormat("html", "a page for people", False, render_html)
