"""Treaty actions: what an actor does about an instrument, and in which order that can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of treaty actions, by the words of the depositary (United Nations Treaty Collection, Glossary)."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    CONFIRMATION = "formal-confirmation"
    CONSENT = "consent-to-be-bound"
    PROVISIONAL = "provisional-application"
    WITHDRAWAL = "withdrawal"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"


BINDING = frozenset(
    {
        Kind.RATIFICATION,
        Kind.ACCEPTANCE,
        Kind.APPROVAL,
        Kind.ACCESSION,
        Kind.SUCCESSION,
        Kind.CONFIRMATION,
        Kind.CONSENT,
    }
)
"""By one of these an actor becomes a party."""
BESIDE = frozenset({Kind.RESERVATION, Kind.DECLARATION, Kind.OBJECTION})
"""These change nothing of who is bound."""


@dataclass(frozen=True, slots=True)
class TreatyAction:
    """One act of an actor (by its code) on a day; `takes_effect` is that of a withdrawal, which was notified on `day`.

    `note` tells what the depositary adds.
    """

    actor: str
    kind: Kind
    day: date
    takes_effect: date | None = None
    note: str = ""

    @property
    def counts_from(self) -> date:
        """The day from which it changes who is bound."""
        return self.takes_effect or self.day


class Wrong(StrEnum):
    """Why a treaty action cannot be as it was told."""

    BEFORE_THE_INSTRUMENT = "before-the-instrument"
    IN_THE_FUTURE = "in-the-future"
    EFFECT_BEFORE_NOTICE = "effect-before-notice"
    EFFECT_OF_NO_WITHDRAWAL = "effect-of-no-withdrawal"
    NO_DAY_OF_EFFECT = "no-day-of-effect"
    NOT_SIGNED = "not-signed"
    BOUND_ALREADY = "bound-already"
    SIGNED_ALREADY = "signed-already"
    NOTHING_TO_WITHDRAW_FROM = "nothing-to-withdraw-from"


def problems(
    actions: Iterable[TreatyAction], *, adopted: date | None, today: date, signed_first: bool = True
) -> Iterator[tuple[TreatyAction, Wrong]]:
    """What cannot be, of the treaty actions of one actor about one instrument, in the order of their days.

    `adopted` is the day from which the instrument was there, None where it is not known; `signed_first` says that it is ratified
    after signature only: acceptance and approval may stand for accession (Vienna Convention on the Law of Treaties, article 14).
    """
    signed = bound = False
    for action in in_order(actions):
        wrong = _wrong_day(action, adopted, today) or _wrong_place(
            action, signed=signed, bound=bound, signed_first=signed_first
        )
        if wrong:
            yield action, wrong
            continue
        if action.kind is Kind.WITHDRAWAL:
            signed = bound = False
        signed = signed or action.kind is Kind.SIGNATURE
        bound = bound or action.kind in BINDING


def in_order(actions: Iterable[TreatyAction]) -> list[TreatyAction]:
    """By the day from which each counts; of one day a withdrawal first, then signature before what binds."""
    rank = {Kind.WITHDRAWAL: 0, Kind.SIGNATURE: 1}
    return sorted(actions, key=lambda each: (each.counts_from, rank.get(each.kind, 2), each.day, each.kind, each.actor))


def _wrong_day(action: TreatyAction, adopted: date | None, today: date) -> Wrong | None:
    if adopted and action.day < adopted:
        return Wrong.BEFORE_THE_INSTRUMENT
    if action.day > today:
        return Wrong.IN_THE_FUTURE
    if action.kind is Kind.WITHDRAWAL:
        if action.takes_effect is None:
            return Wrong.NO_DAY_OF_EFFECT
        return Wrong.EFFECT_BEFORE_NOTICE if action.takes_effect < action.day else None
    return Wrong.EFFECT_OF_NO_WITHDRAWAL if action.takes_effect else None


def _wrong_place(action: TreatyAction, *, signed: bool, bound: bool, signed_first: bool) -> Wrong | None:
    match action.kind:
        case Kind.WITHDRAWAL if not (signed or bound):
            return Wrong.NOTHING_TO_WITHDRAW_FROM
        case Kind.SIGNATURE if signed:
            return Wrong.SIGNED_ALREADY
        case Kind.RATIFICATION if signed_first and not signed:
            return Wrong.NOT_SIGNED
        case kind if kind in BINDING and bound:
            return Wrong.BOUND_ALREADY
    return None
