"""`crossdock demo`: the main job, shown on the reference landscape in about a minute."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from crossdock.registry.cli.options import today_utc
from crossdock.registry.cli.output import write_reports
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.counting import count
from crossdock.registry.model.result import CheckResult
from crossdock.registry.open import find_root, open_registry
from crossdock.registry.run import CheckOptions, check_change

_LANDSCAPE = "contracts/wms-east/shipment-confirmed/v2"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the pull request that breaks: what it is said to be, and the text that it replaces in a file."""

    said: str
    file: str
    before: str
    after: str


EDITS = (
    Edit("rename the field confirmedAt to departedAt", f"{_LANDSCAPE}/asyncapi.yaml", "confirmedAt", "departedAt"),
    Edit(
        "send each event at most once",
        f"{_LANDSCAPE}/contract.yaml",
        "delivery: at-least-once",
        "delivery: at-most-once",
    ),
)


@click.command(
    "demo",
    help="""Judge the reference landscape, then catch a pull request that breaks it.

    Works in a clone of the project, on a copy: nothing of yours is changed.

    \b
    Example:
      crossdock demo
    """,
)
def demo() -> None:
    """Show the pass and the caught break; exit 0 when both came out as they should."""
    root = find_root(Path.cwd())
    if root is None or not (root / EDITS[0].file).is_file():
        raise RegistryError("the reference landscape is not here", "run it in a clone of the project: `make demo`")
    _say("The reference landscape: every contract, example, reference, mapping and release record is judged.")
    _say_command("crossdock check --all")
    with open_registry(root) as registry:
        whole = check_change(registry, CheckOptions(today_utc(), is_everything=True), os.environ)
    write_reports(whole, ("text",), ())
    with tempfile.TemporaryDirectory(prefix="crossdock-demo-") as folder:
        broken = _judge_pull_request(root, Path(folder) / "landscape")
    caught = {finding.rule for finding in broken.failing()}
    if whole.failing() or not caught:
        _say("The demo did not come out as it should: the landscape must pass, and the pull request must fail.")
        sys.exit(1)
    _say(
        f"The landscape passes; the pull request is stopped by {count(len(broken.failing()), 'finding')}, before anyone merges it."
    )


def _judge_pull_request(root: Path, clone: Path) -> CheckResult:
    """Make the pull request on a copy, show it, and judge it."""
    _git(root, "clone", "--quiet", "--local", "--no-tags", str(root), str(clone))
    base = _git(clone, "rev-parse", "HEAD").strip()
    for edit in EDITS:
        file = clone / edit.file
        text = file.read_text("utf-8")
        if edit.before not in text:
            raise RegistryError(
                f"`{edit.file}` does not hold `{edit.before}`", "this demo belongs to the landscape as it was committed"
            )
        file.write_text(text.replace(edit.before, edit.after), "utf-8", newline="\n")
    _say("\nA pull request on the same registry: " + ", and ".join(edit.said for edit in EDITS) + ".")
    _say_command("git diff --stat")
    click.echo(_git(clone, "diff", "--stat"), nl=False)
    _say_command(f"crossdock check --base {base[:10]}")
    with open_registry(clone) as registry:
        result = check_change(registry, CheckOptions(today_utc(), base=base), {})
    write_reports(result, ("text",), ())
    return result


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(("git", *arguments), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RegistryError(
            f"`git {arguments[0]}` failed: {done.stderr.strip()}", "the demo needs git and a clone of the project"
        )
    return done.stdout


def _say(text: str) -> None:
    click.echo(click.style(text, bold=True))


def _say_command(text: str) -> None:
    click.echo(click.style(f"$ {text}", fg="cyan"))


COMMAND = demo
