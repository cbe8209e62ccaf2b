"""Compatibility rule: the topic, queue, exchange or subject that messages travel on changes."""

from crossdock.registry.compat.binding_conditions import is_topic
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("binding-topic-changed", on=ChangeKind.BINDING_CHANGED, when=is_topic, breaks=True)
def binding_topic_changed(change: Change) -> str:
    """The topic, queue, exchange or subject that messages travel on changes.

    Why: Everyone on the base version is still bound to the old one.
    Fix: Serve both until the last consumer has moved, or start a new line beside this one.
    Source: AsyncAPI bindings for Kafka, AMQP, NATS and SNS: channel binding.
    """
    return f"{change.subject} {turned(change)}"


RULES = (binding_topic_changed,)
