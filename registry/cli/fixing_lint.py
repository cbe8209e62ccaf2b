"""What `lint --fix` does with the documents it is given."""

from collections.abc import Sequence
from pathlib import Path

import click

from crossdock.registry.cli.fixing import say_mended, show_mends, write_files
from crossdock.registry.lint_documents import find_documents
from crossdock.registry.lint_mending import mend_document
from crossdock.registry.rulesets.ruleset import Ruleset


def mend_files(patterns: Sequence[str], rules: Ruleset, *, is_fixing: bool, is_writing: bool) -> bool:
    """Show what mends documents, or write it; return whether there is anything."""
    if not is_fixing:
        raise click.UsageError("--write belongs to --fix")
    if not patterns:
        raise click.UsageError("--fix mends files, not standard input: name them")
    files = find_documents(patterns, Path.cwd(), is_strict=False)
    texts = [text for file in files if (text := mend_document(file, rules)) is not None]
    if not is_writing:
        show_mends(texts)
        return bool(texts)
    write_files({Path(text.path): text.after for text in texts})
    say_mended(texts)
    return bool(texts)
