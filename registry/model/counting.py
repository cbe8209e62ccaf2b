"""Numbers of things, as sentences have them."""


def count(number: int, noun: str) -> str:
    """Count things.

    >>> count(1, "rule"), count(2, "more rule")
    ('1 rule', '2 more rules')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
