"""How far two texts are from each other."""

MAX_COMPARED = 200  # characters of a text that is compared


def distance(first: str, second: str) -> int:
    """Return the Levenshtein distance: how many characters are added, removed or replaced; of long texts, the longer one's length.

    >>> distance("kitten", "sitting")
    3
    """
    if max(len(first), len(second)) > MAX_COMPARED:
        return max(len(first), len(second))
    row = list(range(len(second) + 1))
    for index, char in enumerate(first, 1):
        diagonal, row[0] = row[0], index
        for column, other in enumerate(second, 1):
            step = min(row[column] + 1, row[column - 1] + 1, diagonal + (char != other))
            diagonal, row[column] = row[column], step
    return row[-1]
