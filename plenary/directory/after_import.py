"""What rooms above offer to do with the organisations of an import, in the same act; chosen in its last step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.models import Organisation
from plenary.directory.rules.fields import ORGANISATIONS

type Options = Callable[[Standing], Sequence[tuple[str, Label]]]
type CarryOut = Callable[[Standing, Sequence[Organisation], str], None]
type Undo = Callable[[Standing, Sequence[Organisation]], None]
type Next = Callable[[str], tuple[Label, str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a room does with imported organisations.

    `options` gives the choices that this standing has, (value, label), none when it may not; `carry_out` does it for the
    organisations and the value chosen; `next_step` names what one does then, and its address in the coalition of a slug;
    `undo` takes it back before the cards go, and leaves what was used since.
    What is done and undone is called within the act of the import; what it raises undoes it.
    """

    code: str
    label: Label
    options: Options
    carry_out: CarryOut
    undo: Undo | None = None
    next_step: Next | None = None


_offers: dict[str, Offer] = {}


def offer_after_import(
    code: str,
    label: Label,
    options: Options,
    carry_out: CarryOut,
    undo: Undo | None = None,
    *,
    next_step: Next | None = None,
) -> None:
    """Register an offer. Raises ValueError when the code is taken."""
    if code in _offers:
        raise ValueError(f"after-import offer {code} is registered twice")
    _offers[code] = Offer(code, label, options, carry_out, undo, next_step)


def offers_for(standing: Standing) -> list[tuple[Offer, Sequence[tuple[str, Label]]]]:
    """The offers that have choices for this standing, with them."""
    found = ((offer, offer.options(standing)) for offer in _offers.values())
    return [(offer, options) for offer, options in found if options]


def choices_after(standing: Standing, kind: str) -> list[tuple[str, str]]:
    """The choices ``code:value`` that this standing has after an import of a kind of cards, with their words."""
    offers = offers_for(standing) if kind == ORGANISATIONS else []
    return [
        (f"{offer.code}:{value}", f"{offer.label}: {label}") for offer, options in offers for value, label in options
    ]


def offer_chosen(standing: Standing, chosen: str) -> tuple[Offer, str] | None:
    """The offer and the value of a choice ``code:value``, when this standing has it."""
    code, _colon, value = chosen.partition(":")
    offer = _offers.get(code)
    if offer is None or value not in {option for option, _label in offer.options(standing)}:
        return None
    return offer, value


def offer_made(chosen: str) -> Offer | None:
    """The offer that was carried out with an import, by its choice ``code:value``."""
    return _offers.get(chosen.partition(":")[0])
