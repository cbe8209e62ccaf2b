"""One difference between base and revision: what the change list holds and the rules name."""

from dataclasses import dataclass
from enum import Enum

from crossdock.registry.model.interface import Position, Role
from crossdock.registry.model.location import Place


class ChangeKind(Enum):
    """The shapes a difference can have; the subject first, then what happened to it."""

    OPERATION_ADDED = "operation-added"
    OPERATION_REMOVED = "operation-removed"
    OPERATION_DEPRECATED = "operation-deprecated"
    OPERATION_REACTIVATED = "operation-reactivated"
    OPERATION_ID_CHANGED = "operation-id-changed"
    TAG_ADDED = "tag-added"
    TAG_REMOVED = "tag-removed"
    CHANNEL_ADDRESS_CHANGED = "channel-address-changed"
    BINDING_CHANGED = "binding-changed"
    SECURITY_ADDED = "security-added"
    SECURITY_REMOVED = "security-removed"
    SECURITY_SCHEME_ADDED = "security-scheme-added"
    SECURITY_SCHEME_REMOVED = "security-scheme-removed"
    SCOPE_ADDED = "scope-added"
    SCOPE_REMOVED = "scope-removed"
    SERVER_ADDED = "server-added"
    SERVER_REMOVED = "server-removed"
    PARAMETER_ADDED = "parameter-added"
    PARAMETER_REMOVED = "parameter-removed"
    PARAMETER_BECAME_REQUIRED = "parameter-became-required"
    PARAMETER_BECAME_OPTIONAL = "parameter-became-optional"
    PARAMETER_STYLE_CHANGED = "parameter-style-changed"
    BODY_ADDED = "body-added"
    BODY_REMOVED = "body-removed"
    BODY_BECAME_REQUIRED = "body-became-required"
    BODY_BECAME_OPTIONAL = "body-became-optional"
    MEDIA_TYPE_ADDED = "media-type-added"
    MEDIA_TYPE_REMOVED = "media-type-removed"
    STATUS_ADDED = "status-added"
    STATUS_REMOVED = "status-removed"
    HEADER_ADDED = "header-added"
    HEADER_REMOVED = "header-removed"
    MESSAGE_ADDED = "message-added"
    MESSAGE_REMOVED = "message-removed"
    RECORD_ADDED = "record-added"
    RECORD_REMOVED = "record-removed"
    PROPERTY_ADDED = "property-added"
    PROPERTY_REMOVED = "property-removed"
    PROPERTY_BECAME_REQUIRED = "property-became-required"
    PROPERTY_BECAME_OPTIONAL = "property-became-optional"
    TYPE_CHANGED = "type-changed"
    ENUM_VALUE_ADDED = "enum-value-added"
    ENUM_VALUE_REMOVED = "enum-value-removed"
    CONST_CHANGED = "const-changed"
    FORMAT_CHANGED = "format-changed"
    PATTERN_CHANGED = "pattern-changed"
    BOUND_TIGHTENED = "bound-tightened"
    BOUND_LOOSENED = "bound-loosened"
    CLOSED = "closed"
    OPENED = "opened"
    DEFAULT_CHANGED = "default-changed"
    COMPOSITION_CHANGED = "composition-changed"
    SCHEMA_CHANGED = "schema-changed"  # anything no other kind names
    PROMISE_CHANGED = "promise-changed"  # semantics, sla, classification, entities of the manifest


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `subject` names what changed (a property, parameter, operation …), `keyword` the schema keyword or promise, `before` and
    `after` are JSON data (`None` where absent). `at` is its place in the revision, `was` in the base; both are the nearest place
    that exists. `operation` and `payload` are keys of the Interface, `path` the JSON path inside the payload (`/lines/*/quantity`).
    """

    kind: ChangeKind
    position: Position | None
    subject: str
    at: Place
    was: Place
    before: object = None
    after: object = None
    keyword: str | None = None
    operation: str | None = None
    payload: str | None = None
    path: str = ""
    role: Role | None = None  # of the payload
