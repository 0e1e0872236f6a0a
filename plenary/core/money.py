"""Money: amounts in minor units of a currency (ISO 4217), read as people type them and told as people read them; pure, without
Django."""

import re
from copy import copy
from decimal import Decimal

from babel import Locale, UnknownLocaleError

_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
"""ISO 4217, table A.1, where minor units are not hundredths. Not Babel's digits, which are those of everyday prices: they leave
out the minor units of AFN, IQD, LBP, SYP and others."""
_DIGITS_OF = {code: digits for digits, codes in _DIGITS.items() for code in codes.split()}

_SIGNS = ".,٫"  # of decimals; the first two also between thousands
_BETWEEN = " \u00a0\u202f'’٬"  # between thousands alone


LONGEST = 40
"""Characters that a typed amount has at most."""


class UnreadableAmountError(ValueError):
    """What is written is no amount, could be two, or has more decimals than the currency."""


def is_currency(code: str) -> bool:
    """True for a code of ISO 4217 that has a name, in capitals."""
    return bool(re.fullmatch(r"[A-Z]{3}", code)) and code in Locale("en").currencies


def digits_of(currency: str) -> int:
    """How many decimals the major unit has: 2 for EUR, 0 for JPY, 3 for IQD."""
    return _DIGITS_OF.get(currency, 2)


def read(text: str, currency: str) -> int:
    """An amount in minor units, from one typed in major units with either decimal sign: ``1.234,50``, ``1,234.50``, ``1234.5``.

    A sign that stands once before exactly three digits parts thousands; where the currency has three decimals it could be
    either, and is refused. Raises UnreadableAmountError.
    """
    digits, said = digits_of(currency), re.sub(f"[{_BETWEEN}]", "_", text.strip())
    whole, part = _parted(said, digits)
    part = part.rstrip("0") if len(part) > digits else part
    groups = re.split(rf"[{_SIGNS}_]", whole)
    is_whole = all(each.isdecimal() for each in groups) and len(set(whole) & set(_SIGNS + "_")) <= 1
    is_grouped = len(groups) == 1 or (len(groups[0]) <= 3 and all(len(each) == 3 for each in groups[1:]))
    if len(text) > LONGEST or not (is_whole and is_grouped) or len(part) > digits or (part and not part.isdecimal()):
        raise UnreadableAmountError(text)
    return int("".join(groups) + part.ljust(digits, "0"))


def _parted(said: str, digits: int) -> tuple[str, str]:
    """What stands before and after the decimal sign: the last of two kinds of signs, or the only one; else nothing after it."""
    used = [sign for sign in said if sign in _SIGNS]
    if not used or (len(set(used)) == 1 and len(used) > 1):
        return said, ""
    before, _sign, after = said.rpartition(used[-1])
    if not before or not after:
        raise UnreadableAmountError(said)
    is_only = len(used) == 1 and "_" not in said and used[0] != "٫" and before != "0"
    if is_only and len(after) == 3:
        if digits == 3:
            raise UnreadableAmountError(said)
        return said, ""
    return before, after


def plain(minor: int, currency: str) -> str:
    """The amount in major units as `read` reads it: ``1234.50``, or ``1234`` where nothing is left over."""
    digits = digits_of(currency)
    whole, rest = divmod(minor, 10**digits)
    if not rest:
        return str(whole)
    part = str(rest).zfill(digits)
    return f"{whole}.{part}0" if digits == 3 else f"{whole}.{part}"  # a fourth digit: so it parts no thousands


def in_words(minor: int, currency: str, language: str) -> str:
    """The amount as a language writes it (BCP 47): ``€1,234.50``, without decimals where nothing is left over."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    digits = digits_of(currency)
    shown = digits if minor % 10**digits else 0
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (shown, shown)
    told = str(pattern.apply(Decimal(minor).scaleb(-digits), locale, currency=currency, currency_digits=False))
    return re.sub(
        r"([^\W\d_])(?=\d)", "\\1\u00a0", told
    )  # a code in letters stands apart from the number, as CLDR says
