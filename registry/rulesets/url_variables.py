"""The variables of addresses that have some, `https://{host}/v1`."""

import re

# at least one character of one line: `{}` is none (ECMA-262, section 22.2.2.7, of the dot)
VARIABLE = re.compile("\\{([^\n\r\u2028\u2029]+?)\\}")


def variables_of(address: object) -> list[str]:
    """Return the names of the variables in the order and as often as they stand there; none of what is no text."""
    return VARIABLE.findall(address) if isinstance(address, str) else []
