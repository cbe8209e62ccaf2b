"""Units and notations that mappings know, and what a conversion between two of them is."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

from crossdock.registry.model.mapping import Conversion

# dimension → unit → (its size in the first unit of the dimension, UN/ECE Recommendation 20 code); sizes are exact:
# international yard and pound agreement of 1959, NIST Handbook 44 Appendix C
UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "mass": {
        "kg": ("1", "KGM"),
        "g": ("0.001", "GRM"),
        "t": ("1000", "TNE"),
        "lb": ("0.45359237", "LBR"),
        "oz": ("0.028349523125", "ONZ"),
        "short-ton": ("907.18474", "STN"),
        "cwt": ("45.359237", "CWA"),
    },
    "length": {
        "m": ("1", "MTR"),
        "mm": ("0.001", "MMT"),
        "cm": ("0.01", "CMT"),
        "km": ("1000", "KMT"),
        "in": ("0.0254", "INH"),
        "ft": ("0.3048", "FOT"),
        "yd": ("0.9144", "YRD"),
        "mi": ("1609.344", "SMI"),
    },
    "volume": {
        "m3": ("1", "MTQ"),
        "cm3": ("0.000001", "CMQ"),
        "l": ("0.001", "LTR"),
        "in3": ("0.000016387064", "INQ"),
        "ft3": ("0.028316846592", "FTQ"),
        "yd3": ("0.764554857984", "YDQ"),
        "gal": ("0.003785411784", "GLL"),
    },
    "area": {"m2": ("1", "MTK"), "cm2": ("0.0001", "CMK"), "ft2": ("0.09290304", "FTK"), "in2": ("0.00064516", "INK")},
    "time": {
        "s": ("1", "SEC"),
        "ms": ("0.001", "C26"),
        "min": ("60", "MIN"),
        "h": ("3600", "HUR"),
        "d": ("86400", "DAY"),
    },
    "temperature": {"K": ("1", "KEL"), "C": ("1", "CEL"), "F": ("5/9", "FAH")},
}
_ZEROS = {"C": "273.15", "F": "459.67"}  # what is added before the size counts
_CLOCKS = ("date-time", "date", "epoch", "epoch-ms")
_INSTANTS = ("date-time", "epoch", "epoch-ms")
_DECIMAL = re.compile(r"decimal(?::[.,](?:[.,' ])?)?")
_TEXT = re.compile(r"trim|upper|lower|cut:\d{1,4}|pad-(?:left|right):\d{1,4}(?::.)?|strip-(?:left|right)(?::.)?")
_WORDS = ("number", "integer", "decimal", "text", "trim", "upper", "lower", "cut:WIDTH", "pad-left:WIDTH", "strip-left")


class ConversionRefused(ValueError):
    """A conversion that there is not: `reason` says why, `name` is the word at fault, `known` what there is instead."""

    def __init__(self, reason: str, name: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class Plan:
    """A conversion as a call: the function of `mapping_runtime` and its arguments behind `at` and `value`.

    `takes` are the JSON types it accepts; `gives` the types it produces, empty when it gives the type it took.
    """

    function: str
    arguments: tuple[str | int | None, ...]
    takes: frozenset[str]
    gives: frozenset[str]


_SCALARS = frozenset(("string", "number", "integer"))
_ANY = _SCALARS | {"boolean"}


def plan_conversion(conversion: Conversion) -> Plan:
    """Return what a conversion does. Raises ConversionRefused for units and notations that are not known or do not fit."""
    source, target = _kind(conversion.source), _kind(conversion.target)
    if source == "clock" and target == "clock":
        return _plan_time(conversion)
    if source == "number" and target == "number":
        takes = frozenset(("string",)) if conversion.source.startswith("decimal") else _SCALARS
        gives = "string" if conversion.target.startswith("decimal") else conversion.target
        arguments = (conversion.source, conversion.target, conversion.round)
        return Plan("convert_number", arguments, takes, frozenset((gives,)))
    if conversion.source == "text" and target == "change":
        return Plan("convert_text", (conversion.target,), _ANY, frozenset(("string",)))
    if source == target and source in UNITS:
        return _plan_unit(conversion, source)
    raise ConversionRefused(f"`{conversion.source}` does not turn into `{conversion.target}`")


def known_names() -> tuple[str, ...]:
    """Return all units and notations, for a hint."""
    units = [name for group in UNITS.values() for unit, (_, code) in group.items() for name in (unit, code)]
    return (*units, *_CLOCKS, "date:%Y-%m-%d", *_WORDS)


def is_unit(name: str) -> bool:
    """Whether a word is a unit, by its symbol or its UN/ECE code."""
    return any(name in (unit, code) for group in UNITS.values() for unit, (_, code) in group.items())


def is_same_unit(one: str, other: str) -> bool:
    """Whether two words are one unit."""
    units = ((unit, code) for group in UNITS.values() for unit, (_, code) in group.items())
    return one == other or any(one in names and other in names for names in units)


def _kind(name: str) -> str:
    """Return what a word is: a dimension, `clock`, `number`, `text` or `change`."""
    if name in _CLOCKS or name.startswith("date:"):
        return "clock"
    if name in ("number", "integer") or _DECIMAL.fullmatch(name):
        return "number"
    if name == "text":
        return "text"
    if _TEXT.fullmatch(name):
        return "change"
    for dimension, units in UNITS.items():
        if name in units or any(name == code for _, code in units.values()):
            return dimension
    raise ConversionRefused(f"there is no unit or notation `{name}`", name, known_names())


def _plan_time(conversion: Conversion) -> Plan:
    source, target, zone = conversion.source, conversion.target, conversion.zone
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise ConversionRefused(f"there is no time zone `{zone}`") from None
    for form in (source, target):
        if form.startswith("date:"):
            _try_format(form[5:])
    states_zone = source in _INSTANTS or (source.startswith("date:") and re.search("%[zs]", source))
    if target in _INSTANTS and zone is None and not states_zone:
        raise ConversionRefused(f"`{source}` states no time zone and neither does `zone`")
    takes = _SCALARS if source != "date-time" else frozenset(("string",))
    gives = "integer" if target.startswith("epoch") else "string"
    return Plan("convert_time", (source, target, zone), takes, frozenset((gives,)))


def _try_format(form: str) -> None:
    """Refuse a format that does not read what it writes."""
    moment = datetime(2026, 11, 13, 22, 41, 57, tzinfo=UTC)
    try:
        datetime.strptime(moment.strftime(form), form)
    except (ValueError, re.error):
        raise ConversionRefused(f"`{form}` is no format of dates and times") from None
    if "%" not in form:
        raise ConversionRefused(f"`{form}` is no format of dates and times")


def _plan_unit(conversion: Conversion, dimension: str) -> Plan:
    source, target = _unit(dimension, conversion.source), _unit(dimension, conversion.target)
    units = UNITS[dimension]
    factor = Fraction(units[source][0]) / Fraction(units[target][0])
    multiply, divide = _as_texts(factor)
    arguments: tuple[str | int | None, ...] = (multiply, divide, conversion.round)
    if dimension == "temperature":
        arguments = (*arguments, _ZEROS.get(source, "0"), "-" + _ZEROS[target] if target in _ZEROS else "0")
    return Plan("convert_unit", arguments, _SCALARS, frozenset())


def _unit(dimension: str, name: str) -> str:
    return next(unit for unit, (_, code) in UNITS[dimension].items() if name in (unit, code))


def _as_texts(factor: Fraction) -> tuple[str, str]:
    """Return multiplier and divisor as decimals; the divisor is 1 where the factor has an end, else the multiplier if that has one."""
    if _has_end(factor):
        return _decimal(factor), "1"
    if _has_end(1 / factor):
        return "1", _decimal(1 / factor)
    return str(factor.numerator), str(factor.denominator)


def _has_end(factor: Fraction) -> bool:
    rest = factor.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(factor: Fraction) -> str:
    with localcontext(prec=100):
        return format(Decimal(factor.numerator) / Decimal(factor.denominator), "f")
