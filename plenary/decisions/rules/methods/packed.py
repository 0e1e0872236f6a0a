"""Accounts as they are kept: plain JSON, exact to the last figure, packed; and back.

Names are left out: candidates stand by their places in the list, and who reads an account says what they are called by now.
A fraction is a text such as "3/7"; in facts, which may hold texts too, these are told apart. What has an order keeps it.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from plenary.decisions.rules.methods.accounts import Account, Stage, Tie
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.rules.methods.reserved import Reserved

FORM = 1
"""What accounts tell, as a number. It rises with every change of that (a test holds to it): what was kept before is then
counted again, and compared with nothing."""


class UnreadableError(ValueError):
    """What was kept cannot be read: it is broken."""


class OtherFormError(UnreadableError):
    """Nothing was kept, or it was by a version of the program whose accounts tell something else."""


def pack(account: Account | None) -> bytes:
    """An account, or that a count gave none, to be kept."""
    told = {"form": FORM, "account": account_to_json(account) if account else None}
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 9)


def unpack(packed: bytes, names: Sequence[str]) -> Account | None:
    """The account that was kept, of candidates who are called so now; None where the count gave none. Raises OtherFormError
    where none was kept that can be read here, and UnreadableError."""
    if not packed:
        raise OtherFormError
    try:
        told = json.loads(zlib.decompress(packed))
        form, kept = told["form"], told["account"]
        if form == FORM:
            return None if kept is None else account_from_json(kept, names)
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as problem:
        raise UnreadableError from problem
    raise OtherFormError


def account_to_json(account: Account) -> dict[str, Any]:
    """An account without its names as plain JSON."""
    return {
        "method": account.method,
        "winners": list(account.winners),
        "seats": account.seats,
        "ballots": account.ballots,
        "quota": _number(account.quota),
        "unit": account.unit,
        "decimals": account.decimals,
        "facts": _facts(account.facts),
        "stages": [_stage(stage) for stage in account.stages],
    }


def account_from_json(told: Mapping[str, Any], names: Sequence[str]) -> Account:
    """The account that `account_to_json` wrote, with the names. Raises LookupError where it names a winner that did not stand."""
    if not all(0 <= each < len(names) for each in told["winners"]):
        raise LookupError("a winner that did not stand")
    given = {
        "names": tuple(names),
        "winners": tuple(told["winners"]),
        "quota": _read_number(told["quota"]),
        "facts": _read_facts(told["facts"]),
        "stages": tuple(_read_stage(stage) for stage in told["stages"]),
    }
    return Account(**{**told, **given})


def _stage(stage: Stage) -> dict[str, Any]:
    told = {
        "number": stage.number,
        "what": stage.what,
        "about": list(stage.about),
        "totals": _numbers(stage.totals),
        "moved": _numbers(stage.moved),
        "lost": _number(stage.lost),
        "elected": list(stage.elected),
        "excluded": list(stage.excluded),
        "ties": [[list(tie.among), tie.taken, tie.by, tie.stage] for tie in stage.ties],
        "facts": _facts(stage.facts),
    }
    return {key: value for key, value in told.items() if value}  # what is left empty is empty when it is read


def _read_stage(told: Mapping[str, Any]) -> Stage:
    ties = (
        Tie(among=tuple(among), taken=taken, by=by, stage=stage) for among, taken, by, stage in told.get("ties", ())
    )
    given = {
        **{key: tuple(told[key]) for key in ("about", "elected", "excluded") if key in told},
        **{key: _read_numbers(told[key]) for key in ("totals", "moved") if key in told},
        "lost": _read_number(told.get("lost", 0)),
        "ties": tuple(ties),
        "facts": _read_facts(told.get("facts", {})),
    }
    return Stage(**{**told, **given})


def _number(value: Number | None) -> int | str | None:
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


def _read_number(told: Any) -> Any:
    if not isinstance(told, str):
        return told
    over, _bar, under = told.partition("/")
    return Fraction(int(over), int(under))


def _numbers(of: Mapping[int, Number]) -> dict[str, Any]:
    return {str(each): _number(value) for each, value in of.items()}


def _read_numbers(told: Mapping[str, Any]) -> dict[int, Any]:
    return {int(each): _read_number(value) for each, value in told.items()}


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _fact(value) for key, value in facts.items()}


def _read_facts(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _read_fact(value) for key, value in told.items()}


def _fact(value: Any) -> Any:
    """A fact: a row as a list, a number as everywhere; a text, a table and a reservation as an object that says which it is."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return [_fact(each) for each in value]
    if isinstance(value, Fraction):
        return _number(value)
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, Mapping):
        return {"table": [[key, _fact(each)] for key, each in value.items()]}
    if isinstance(value, Reserved):
        least, most = value.at_least, value.at_most
        return {"reserved": [value.group, dict(value.names), least, most, sorted(value.members)]}
    raise TypeError(f"a fact of an account cannot be kept: {type(value).__name__}")


def _read_fact(told: Any) -> Any:
    if isinstance(told, list):
        return tuple(_read_fact(each) for each in told)
    if not isinstance(told, dict):
        return _read_number(told)
    ((kind, value),) = told.items()
    if kind == "text":
        return value
    if kind == "table":
        return {key: _read_fact(each) for key, each in value}
    group, names, least, most, members = value
    return Reserved(group=group, names=names, at_least=least, at_most=most, members=frozenset(members))
