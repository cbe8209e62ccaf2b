"""Fix: a path or the address of a server that ends in a slash."""

from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, RenameKey, SetScalar
from crossdock.registry.model.location import escape_token, split_pointer


def mend_slash(subject: FixSubject) -> Iterator[Change]:
    """Take the slash off; a path that something references by name is left, because its references would lead nowhere."""
    pointer = subject.finding.at.pointer
    if subject.finding.rule == "path-keys-no-trailing-slash":
        *above, path = split_pointer(pointer)
        is_referenced = f"#/paths/{escape_token(path)}".encode() in subject.document.content
        if above == ["paths"] and path.rstrip("/") and not is_referenced:
            yield RenameKey(pointer, path.rstrip("/"))
        return
    value = find_data(subject.document.data, pointer)
    if isinstance(value, str) and value.rstrip("/"):
        yield SetScalar(pointer, value.rstrip("/"))


FIX = Fix(
    "trailing-slash",
    "taking the slash off",
    mend_slash,
    rules=frozenset(
        {
            "path-keys-no-trailing-slash",
            "oas2-host-trailing-slash",
            "oas3-server-trailing-slash",
            "asyncapi-server-no-trailing-slash",
            "asyncapi-3-server-no-trailing-slash",
        }
    ),
)
