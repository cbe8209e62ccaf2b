"""Mends a document by the rules of a ruleset alone."""

from pathlib import Path

from crossdock.registry.documents.positions import open_text
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.lint_folder import Folder
from crossdock.registry.mending.finding import add_edits
from crossdock.registry.mending.texts import PASSES, MendedText, find_mark, mend_texts
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.ruleset import Ruleset
from crossdock.registry.specifications.derived import derive


def mend_document(file: Path, ruleset: Ruleset) -> MendedText | None:
    """Return a document before and after all that is certain was mended in it; `None` when there is nothing.

    Only the document itself is changed, not what it references.
    """
    folder = Folder(file)
    first = folder.load(folder.name)
    number = 0
    for _ in range(PASSES):
        document = folder.load(folder.name)
        if first is None or document is None or not document.is_readable:
            break
        found = [
            f
            for f in run_ruleset(ruleset, document, Resolver(folder.load, lambda _: None, derive))
            if f.at.path == folder.name
        ]
        texts = mend_texts(add_edits(found, folder.load, ruleset.rules_for(folder.name)), folder.load)
        if not texts:
            break
        number += sum(text.number for text in texts)
        folder.documents[folder.name] = read_document(folder.name, texts[0].after.encode())
    if not number or first is None or document is None:
        return None
    mark = find_mark(first.content)
    return MendedText(folder.show(folder.name), mark + open_text(first).text, mark + open_text(document).text, number)
