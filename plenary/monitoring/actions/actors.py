"""How the coalition words an actor: one of its own, or a state, area or organisation that it calls otherwise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import attributed, in_all, short, worded
from plenary.monitoring.models import Actor
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import is_actor
from plenary.monitoring.rules.actors import LONGEST_CODE
from plenary.monitoring.rules.instruments import LONGEST_NAME, LONGEST_NOTE, ActorKind
from plenary.record import actions as record

_CODE = re.compile(rf"[A-Z][A-Z0-9-]{{1,{LONGEST_CODE - 1}}}")
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an actor is called: its names by language, further ones by which files call it, in which other actor it lies or acts,
    and a note that stands beside its name."""

    kind: ActorKind
    names: Mapping[str, str]
    also: Sequence[str] = ()
    within: str = ""
    wording: str = ""


def word_actor(*, by: Standing, code: str, wording: Wording) -> Actor:
    """Word an actor by its code, anew or otherwise than before; the same again changes nothing. Entered for the members.

    Refuses as `permissions.instruments.may_keep` does, a code that is none (`monitoring.bad_code`), no name
    (`monitoring.no_words`), words that are too long (`monitoring.too_long`), more than twenty names
    (`monitoring.too_many`), and an actor within itself or within one that is not known (`monitoring.no_such_actor`).
    """
    with record.act(by=by):
        require(may_keep(by))
        if not _CODE.fullmatch(code):
            raise Refused(refuse("monitoring.bad_code"))
        if wording.within and (wording.within == code or not is_actor(by.coalition, wording.within)):
            raise Refused(refuse("monitoring.no_such_actor"))
        also = sorted({short(each, LONGEST_NAME) for each in wording.also} - {""})
        if len(also) > _MOST_NAMES:
            raise Refused(refuse("monitoring.too_many", most=_MOST_NAMES))
        fields = {
            "kind": ActorKind(wording.kind).value,
            "names": worded(wording.names, LONGEST_NAME),
            "also": also,
            "within": wording.within,
            "wording": short(wording.wording, LONGEST_NOTE),
        }
        row = Actor.objects.of(by.coalition).select_for_update().filter(code=code).first()
        row = row or Actor(coalition_id=by.coalition, code=code)
        if all(getattr(row, name) == value for name, value in fields.items()):
            return row
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        record.enter(
            by=attributed(by),
            kind="monitoring.actor_worded",
            about=row.id,
            audience=[visibility.MEMBERS],
            facts={"code": code, "name": in_all(row.names), **fields},
        )
    return row
