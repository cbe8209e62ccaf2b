"""The conditions under which rules speak of protocol facts: `subject` is the whole name of a fact, `keyword` its last part."""

from crossdock.registry.model.change import Change

_SCHEME = "security scheme "
_ADDRESSES = ("authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl", "deviceAuthorizationUrl")


def is_scheme_kind(change: Change) -> bool:
    """What is shown, where it is shown, or under which name."""
    is_own = " flows " not in change.subject and change.keyword in ("type", "in", "name", "scheme")
    return is_own and change.subject.startswith(_SCHEME)


def is_scheme_address(change: Change) -> bool:
    """Where tokens are asked for."""
    return change.subject.startswith(_SCHEME) and change.keyword in _ADDRESSES


def is_scheme(change: Change) -> bool:
    """Anything else of a security scheme."""
    return change.subject.startswith(_SCHEME) and not is_scheme_kind(change) and not is_scheme_address(change)


def is_topic(change: Change) -> bool:
    """The place on which messages travel."""
    if change.subject.startswith(_SCHEME):
        return False
    parts = change.subject.split()
    is_named = parts[-1] == "name" and parts[-2] in ("queue", "exchange")
    return is_named or parts[-1] in ("topic", "cc", "bcc", "routingKey", "is") or parts[:2] == ["file", "channel"]


def is_message_key(change: Change) -> bool:
    """The key of messages."""
    return change.keyword == "key" and change.subject.startswith("message ")


def is_partitions(change: Change) -> bool:
    """How many partitions there are."""
    return change.keyword == "partitions" and not change.subject.startswith(_SCHEME)


def is_delivery(change: Change) -> bool:
    """How surely and how long messages are kept and delivered."""
    settings = (
        "qos",
        "retain",
        "ack",
        "durable",
        "autoDelete",
        "deliveryMode",
        "mandatory",
        "cleanSession",
        "expiration",
    )
    is_setting = change.keyword in settings or "topicConfiguration" in change.subject.split()
    return is_setting and not change.subject.startswith(_SCHEME)


def is_unread_schema(change: Change) -> bool:
    """A schema in a language that is not read here."""
    return change.keyword == "schema" and change.subject.startswith("message ")


def is_correlation(change: Change) -> bool:
    """Where messages carry their correlation id."""
    return change.subject == "correlation-id"


def is_reply(change: Change) -> bool:
    """Where the answer to a message goes."""
    is_kept = change.before is not None and change.after is not None
    return is_kept and change.subject in ("reply-address", "reply-to")


def is_link(change: Change) -> bool:
    """Where an answer leads on to."""
    return change.subject.startswith("link ") and change.before is not None


def is_new_link(change: Change) -> bool:
    """An answer leads on to one more place."""
    return change.subject.startswith("link ") and change.before is None


def is_servers(change: Change) -> bool:
    """The servers that an operation or channel is limited to."""
    return change.subject == "servers"


def is_field_position(change: Change) -> bool:
    """A field stands elsewhere in a line than before."""
    is_place = change.subject.startswith("field ") and change.keyword in ("start", "width", "column")
    return is_place and change.before is not None and change.after is not None


def is_file_layout(change: Change) -> bool:
    """How the lines of a file are written and told apart."""
    parts = change.subject.split()
    layout = ("layout", "encoding", "line_ending", "delimiter", "quote", "decimal", "header", "trailer", "escape")
    return (
        (parts[0] == "file" and parts[1] in layout)
        or (parts[0] == "record" and "match" in parts)
        or change.keyword == "missingValues"
    )


def is_file_schedule(change: Change) -> bool:
    """When a file comes, and how it is acknowledged."""
    parts = change.subject.split()
    return parts[0] == "file" and parts[1] in ("schedule", "acknowledgement")
