"""The filters of paths, `[?(@ && @.in === 'query')]`: a small closed part of JavaScript, compiled to closures. No code is run."""

import re

from crossdock.registry.rulesets.filter_sums import UNARY, choose, operate, sign, uncovered
from crossdock.registry.rulesets.filter_term import Filter, Term
from crossdock.registry.rulesets.filter_terms import (
    COMPARISONS,
    TYPES,
    VARIABLES,
    both,
    call_method,
    compare,
    constant,
    either,
    match,
    member,
    negate,
    test,
    type_test,
)
from crossdock.registry.rulesets.javascript import UNDEFINED, to_text
from crossdock.registry.rulesets.patterns import BadPattern
from crossdock.registry.rulesets.text_methods import METHODS


class BadFilter(Exception):
    """A filter that this language does not cover; the message says what of it."""


_TOKENS = re.compile(
    r"""\s*(?: (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
             | (?P<number>\d+(?:\.\d+)?|\.\d+)
             | (?P<regex>/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*)
             | (?P<at>@[A-Za-z]*)
             | (?P<name>[A-Za-z_$][\w$]*(?:-[A-Za-z_$][\w$]*)*)
             | (?P<mark>===|!==|>>>|\*\*|==|!=|>=|<=|~=|<<|>>|&&|\|\||[-<>!().\[\],?:+*/%|^&~])
         )""",
    re.VERBOSE,
)
_SLASH = re.compile(r"\s*(?P<mark>/)")
# the operators between `&&` and signs, by how they bind, loosest first (ECMA-262, section 13); `~=` and `in` are of JSONPath
_LEVELS = (
    ("|",),
    ("^",),
    ("&",),
    ("==", "!=", "===", "!==", "~="),
    ("<", "<=", ">", ">=", "in"),
    ("<<", ">>", ">>>"),
    ("+", "-"),
    ("*", "/", "%"),
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "undefined": UNDEFINED}
_MAX_LENGTH = 2_000  # characters; bounds how deep a filter nests


def compile_filter(text: str) -> Filter:
    """Compile the text between `?(` and `)`. Raises BadFilter.

    >>> from crossdock.registry.model.location import Place
    >>> from crossdock.registry.rulesets.node import make_root
    >>> query = make_root({"in": "query"}, Place("api.yaml"))
    >>> compile_filter("@ && @.in === 'query' && !@.required").term.read(query, None)
    True
    """
    if len(text) > _MAX_LENGTH:
        raise BadFilter(f"a filter of more than {_MAX_LENGTH} characters")
    parser = _Parser(text)
    try:
        term = parser.read_choice()
    except RecursionError:
        raise BadFilter("a filter that nests too deep") from None
    except BadPattern as error:
        raise BadFilter(str(error)) from None
    if parser.kind:
        raise BadFilter(f"`{parser.word}` in the filter `{text}`")
    return Filter(text, term)


class _Parser:
    """A recursive descent over the tokens of one filter; `kind` is empty at the end."""

    def __init__(self, text: str) -> None:
        self.text, self.position, self.kind, self.word = text, 0, "", ""
        self.advance()

    def advance(self) -> str:
        """Go to the next token and return the word of the one that was left."""
        word = self.word
        rest = self.text[self.position :]
        found = (_SLASH if self._is_behind_value() else _TOKENS).match(rest) or _TOKENS.match(rest)
        found = found if rest.strip() else None
        if rest.strip() and found is None:
            raise BadFilter(f"`{rest.strip()[:40]}` in the filter `{self.text}`")
        self.kind = (found.lastgroup or "") if found else ""
        self.word = found[self.kind] if found else ""
        self.position += found.end() if found else len(rest)
        return word

    def _is_behind_value(self) -> bool:
        """Whether the last word is a value, so that a slash divides it instead of beginning an expression."""
        return self.word in (")", "]") if self.kind == "mark" else bool(self.kind) and self.word not in ("in", "void")

    def is_at(self, *words: str) -> bool:
        return self.kind == "mark" and self.word in words

    def expect(self, word: str) -> None:
        if not self.is_at(word):
            raise BadFilter(f"`{word}` is missing in the filter `{self.text}`")
        self.advance()

    def read_choice(self) -> Term:
        """Read a term that may be one of two: `@.a ? @.b : @.c`."""
        term = self.read_either()
        if not self.is_at("?"):
            return term
        self.advance()
        first = self.read_choice()
        self.expect(":")
        return choose(term, first, self.read_choice())

    def read_either(self) -> Term:
        terms = [self._read_both()]
        while self.is_at("||"):
            self.advance()
            terms.append(self._read_both())
        return terms[0] if len(terms) == 1 else either(terms)

    def _read_both(self) -> Term:
        terms = [self._read_binary(0)]
        while self.is_at("&&"):
            self.advance()
            terms.append(self._read_binary(0))
        return terms[0] if len(terms) == 1 else both(terms)

    def _read_binary(self, level: int) -> Term:
        """Read what the operators of a level, and of those that bind closer, join from the left."""
        if level == len(_LEVELS):
            return self._read_power()
        term = self._read_binary(level + 1)
        while self.word in _LEVELS[level] and self.kind in ("mark", "name"):
            operator = self.advance()
            term = (
                test(self._read_text(operator), term)
                if operator == "~="
                else _join(operator, term, self._read_binary(level + 1))
            )
        return term

    def _read_text(self, operator: str) -> str:
        if self.kind != "string":
            raise BadFilter(f"`{self.word}` behind `{operator}` in the filter `{self.text}`")
        return str(_read_literal(self.kind, self.advance()))

    def _read_power(self) -> Term:
        term = self._read_unary()
        if not self.is_at("**"):
            return term
        self.advance()
        return operate("**", term, self._read_power())

    def _read_unary(self) -> Term:
        if self.is_at("!"):
            self.advance()
            return negate(self._read_unary())
        if self.is_at(*UNARY):
            return sign(self.advance(), self._read_unary())
        if self.kind == "name" and self.word in ("void", "typeof"):
            return self._read_word_operator()
        return self._read_members(self._read_primary())

    def _read_word_operator(self) -> Term:
        if self.advance() != "void":
            raise BadFilter(f"`typeof` in the filter `{self.text}`")
        self._read_unary()
        return constant(UNDEFINED)

    def _read_primary(self) -> Term:
        kind, word = self.kind, self.advance()
        if kind == "mark" and word == "(":
            term = self.read_choice()
            self.expect(")")
            return term
        if kind == "mark" and word == "[":
            return self._read_list()
        if kind == "regex":
            return self._read_test(word)
        if kind == "at":
            return self._read_variable(word)
        if kind == "name" and word in _CONSTANTS:
            return constant(_CONSTANTS[word])
        if kind in ("string", "number"):
            return constant(_read_literal(kind, word))
        raise BadFilter(f"`{word}` in the filter `{self.text}`")

    def _read_variable(self, word: str) -> Term:
        if word in VARIABLES:
            return VARIABLES[word]
        if word not in TYPES:
            raise BadFilter(f"`{word}` in the filter `{self.text}`")
        self.expect("(")
        self.expect(")")
        return type_test(word)

    def _read_members(self, term: Term) -> Term:
        while self.is_at(".", "["):
            if self.advance() == "[":
                term = member(term, self._read_index())
                self.expect("]")
                continue
            if self.kind != "name":
                raise BadFilter(f"`.{self.word}` in the filter `{self.text}`")
            name = self.advance()
            term = self._read_call(term, name) if self.is_at("(") else member(term, name)
        return term

    def _read_index(self) -> str:
        if self.kind not in ("string", "number"):
            raise BadFilter(f"`[{self.word}` in the filter `{self.text}`")
        return to_text(_read_literal(self.kind, self.advance()))

    def _read_call(self, term: Term, name: str) -> Term:
        self.expect("(")
        if name == "match" and self.kind in ("regex", "string"):
            kind, word = self.kind, self.advance()
            self.expect(")")
            found = match(term, word if kind == "regex" else str(_read_literal(kind, word)))
            return uncovered("what `match` returns") if self.is_at(".", "[") else found
        if name not in METHODS:
            raise BadFilter(f"`.{name}()` in the filter `{self.text}`")
        arguments = []
        while not self.is_at(")"):
            arguments.append(self.read_choice())
            if not self.is_at(")"):
                self.expect(",")
        self.advance()
        return call_method(term, name, arguments)

    def _read_test(self, pattern: str) -> Term:
        """Read what stands behind a regular expression: `.test(@property)`."""
        self.expect(".")
        if self.advance() != "test":
            raise BadFilter(f"`{pattern}` in the filter `{self.text}`")
        self.expect("(")
        term = self.read_choice()
        self.expect(")")
        return test(pattern, term)

    def _read_list(self) -> Term:
        """Read a list of literals, whose opening bracket is behind us."""
        values = []
        while not self.is_at("]"):
            minus = self.advance() if self.is_at("-") else ""
            kind = self.kind
            if kind not in (("number",) if minus else ("string", "number")):
                raise BadFilter(f"`{self.word}` in the filter `{self.text}`")
            values.append(_read_literal(kind, minus + self.advance()))
            if not self.is_at("]"):
                self.expect(",")
        self.advance()
        return constant(values)


def _join(operator: str, left: Term, right: Term) -> Term:
    if operator == "in":
        return call_method(right, "includes", [left])
    return compare(operator, left, right) if operator in COMPARISONS else operate(operator, left, right)


def _read_literal(kind: str, word: str) -> object:
    if kind == "string":
        return _ESCAPE.sub(r"\1", word[1:-1])
    return float(word) if "." in word else int(word)
