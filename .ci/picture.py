"""Draws docs/images/terminal.svg: a pull request that renames a field, as a terminal shows it. Run it in a clone."""

import io
import os
import pty
import re
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from crossdock.registry.cli.commands.demo import EDITS

ROOT = Path(__file__).parents[1]
WIDTH = 104
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # the picture loads nothing


def main() -> None:
    """Make the change on a copy, check it on a terminal, and draw what it wrote."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "landscape"
        subprocess.run(("git", "clone", "--quiet", "--local", str(ROOT), str(clone)), check=True)
        edit = EDITS[0]
        file = clone / edit.file
        file.write_text(file.read_text("utf-8").replace(edit.before, edit.after), "utf-8")
        shown = run_in_terminal(("crossdock", "check", "--base", "HEAD"), clone)
    lines = shown.replace("\r\n", "\n").splitlines()[:21]
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text.assemble(("$ ", "bold cyan"), "crossdock check"))
    console.print(Text.from_ansi("\n".join(lines)))
    picture = console.export_svg(title="crossdock check", clear=True)
    (ROOT / "docs" / "images").mkdir(exist_ok=True)
    (ROOT / "docs" / "images" / "terminal.svg").write_text(_FONT.sub("", picture), "utf-8")


def run_in_terminal(command: tuple[str, ...], folder: Path) -> str:
    """Run a command on a pseudo-terminal and return what it wrote."""
    parent, child = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH - 2), "LINES": "60"}
    environ.pop("NO_COLOR", None)
    process = subprocess.Popen(command, cwd=folder, stdout=child, stderr=child, env=environ)
    os.close(child)
    chunks = []
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait()
    return b"".join(chunks).decode("utf-8", "replace")


if __name__ == "__main__":
    main()
