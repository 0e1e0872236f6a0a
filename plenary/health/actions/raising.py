"""Raising a concern: sealed at once, for those who are not concerned."""

from dataclasses import dataclass

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.files.formats import Found
from plenary.health.actions.sealed import SIDE, begin_thread, put
from plenary.health.models import RaisedConcern
from plenary.health.permissions import CLAUSE, may_raise
from plenary.health.queries.receivers import holders, holders_with_keys, keys_of
from plenary.health.rules.receivers import About, is_concerned, receivers
from plenary.health.rules.steps import Part, acknowledge_by
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What a person says when they raise a concern. All of it is sealed: `told_about` whom it is about in words and names,
    `in_words` whether somebody is named there who was not chosen, `name` theirs if they give one, `may_be_named` whether the
    one concerned may be told it, and a file."""

    words: str
    told_about: str = ""
    in_words: bool = False
    name: str = ""
    may_be_named: bool = False
    file: Found | None = None


def raise_concern(*, by: Standing, raised: Raised, about: About) -> str:
    """Raise a concern and give the receipt code, which is shown once and kept nowhere.

    Who receives follows from the charter, those concerned left out (`rules.receivers`); both those who receive now and those
    to whom it goes on if they are late are sealed for at once, for later the server could not. Of who raised it nothing
    is kept, and nothing enters the record. Refuses as `may_raise` says, and where nobody can receive
    (`health.nobody_receives`).
    """
    require(may_raise(by))
    conflict = charter_of(by.coalition).conflict
    found = receivers(holders_with_keys(by.coalition), about, order=conflict.order)
    if not found:
        raise Refused(refuse("health.nobody_receives", CLAUSE))
    keys = keys_of(by.coalition, [each.person for each in found])
    with record.act(by=Standing.system(by.coalition, CLAUSE)):
        concern = RaisedConcern.objects.create(
            id=random_id(),
            coalition_id=by.coalition,
            acknowledge_by=acknowledge_by(clock.now(), conflict.acknowledge_hours),
            reached=found[0].rank,
        )
        readers = [(keys[each.person], each.office, each.rank) for each in found]
        thread, code = begin_thread(concern, Part.RAISED, readers)
        put(
            thread,
            "raised",
            raised.words,
            by_receivers=SIDE,
            name=raised.name,
            about=raised.told_about,
            may_be_named=raised.may_be_named,
            is_chosen=bool(about.offices | about.persons | about.members) and not raised.in_words,
            left_out=_left_out(by.coalition, about),
            file=raised.file,
        )
    return code


def _left_out(coalition_id: str, about: About) -> dict[str, list[str]]:
    """Whom it is about, as it is sealed with the words, so that it is never passed on to them: with the persons who held the
    offices, or represented the members, on this day."""
    now = {each.person for each in holders(coalition_id) if is_concerned(each, about)}
    return {
        "offices": sorted(about.offices),
        "persons": sorted(about.persons | now),
        "members": sorted(about.members),
    }
