"""Compatibility rule: an operation has one more tag."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-tag-added", on=ChangeKind.TAG_ADDED, breaks=False, is_word=True)
def api_tag_added(change: Change) -> str:
    """An operation has one more tag.

    Why: Tags group operations for people, and some generators name classes by them.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.10 (`tags`).
    """
    return f"tag `{change.after}` was added to `{change.subject}`"


RULES = (api_tag_added,)
