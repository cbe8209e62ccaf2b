"""What stops a regular expression of JavaScript that other engines read: quantifiers of nothing, classes that do not end."""

import re

_TOKEN = re.compile(
    r"""(?P<escape>\\.) | (?P<class>\[(?:\\.|[^\]\\])*\]) | (?P<behind>\(\?<[=!])
      | (?P<open>\((?:\?(?:[:=!]|<[A-Za-z_$][\w$]*>))?) | (?P<close>\)) | (?P<empty>[|^$])
      | (?P<repeat>(?:[*+?]|\{(?P<low>\d+)(?:,(?P<high>\d*))?\})\??) | (?P<stray>[\[\\]) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def is_readable(pattern: str) -> bool:
    r"""Whether a pattern keeps the grammar (ECMA-262, section 22.2.1, with annex B) in what stands where, without the flag `u`.

    >>> [is_readable(text) for text in ("a*?", "(?=a)*", "{", "[^]]", "a**", "^*", "[a-", "a{2,1}", "(?<=a)+", "\\")]
    [True, True, True, True, False, False, False, False, False, False]
    """
    can_repeat, groups = False, list[bool]()
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[0]
        if kind == "stray" or (text[0] in "*+?{" and token["repeat"] and not (can_repeat and _is_ordered(token))):
            return False
        if text == ")" and not groups:
            return False
        if kind in ("open", "behind"):
            groups.append(kind == "open")
        can_repeat = (
            groups.pop() if text == ")" else kind in ("escape", "class", "other") and text not in ("\\b", "\\B")
        )
    return not groups


def _is_ordered(token: re.Match[str]) -> bool:
    return not token["high"] or int(token["low"]) <= int(token["high"])
