"""Passing concerns on to those who came into an office since: by one who still receives, by the one who raised it where nobody
does, or by shares of the key of before. Nobody concerned is among them: where that is not known, whoever reads it says so."""

from collections.abc import Collection
from dataclasses import dataclass

from plenary.core import reach, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.queries import names_of
from plenary.health.actions.deadlines import REACHED, go_on_to
from plenary.health.actions.sealed import RECEIVERS, locked, put, seal_for
from plenary.health.models import KeyRecovery, RaisedConcern, ReceiverKey, SealedThread, ThreadKey
from plenary.health.permissions import CLAUSE, may_receive
from plenary.health.queries.concerns import concerns_for, is_with_nobody
from plenary.health.queries.opened import Opened, own_key_of
from plenary.health.queries.passing import Next, conversations_of, passing_of, told_of
from plenary.health.queries.receivers import holders, key_in_use
from plenary.health.queries.recovering import keys_of_before
from plenary.health.rules.receivers import is_concerned
from plenary.health.rules.steps import Part, State
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """How many concerns were sealed for somebody more, and of how many it has to be said first that nobody is concerned."""

    sealed: int
    asked: int = 0


def pass_on(*, by: Standing, passphrase: str) -> Passed:
    """Seal the concerns that the standing can open for those who receive by the charter now and for whose key they are not sealed
    yet: who came into the office, or made another key.

    Whom a concern is about is sealed with its words, and is left out again. Where somebody is named in words alone, it goes to
    nobody who does not know it already: of each such concern a reader says first who is not concerned (`pass_on_one`). Nothing
    of it enters the record. Refuses one who does not receive, without a key (`health.no_key`), and a wrong passphrase.
    """
    require(may_receive(by))
    key, own = own_key_of(by, passphrase)
    sealed = asked = 0
    with record.act(by=by):
        for concern in concerns_for(by):
            row = locked(concern)
            passing = passing_of(row, conversations_of(row, key, own))
            if passing is None:
                continue
            free = [each for each in passing.next if each.knows_it or passing.told.is_known]
            sealed += _sealed_for(passing.conversations, free)
            asked += int(len(free) < len(passing.next))
    return Passed(sealed=sealed, asked=asked)


def pass_on_one(
    *, by: Standing, concern: RaisedConcern, passphrase: str, concerned: Collection[str], nobody_else: bool
) -> Passed:
    """Seal one concern for those who receive now, for a reader says that nobody among them is concerned but those who are
    named: `concerned` are ids of persons, who are left out from now on. Refuses as `pass_on`, where it was not said
    (`health.say_nobody`), with a key that does not open it (`health.other_key`), and somebody who would not receive it
    (`health.not_next`)."""
    require(may_receive(by))
    if not nobody_else:
        raise Refused(refuse("health.say_nobody", CLAUSE))
    key, own = own_key_of(by, passphrase)
    with record.act(by=by):
        row = locked(concern)
        passing = passing_of(row, conversations_of(row, key, own))
        if passing is None:
            raise Refused(refuse("health.other_key"))
        if set(concerned) - {each.receiver.person for each in passing.next if not each.knows_it}:
            raise Refused(refuse("health.not_next", CLAUSE))
        if concerned:
            _leave_out(by, passing.conversations[0][0], concerned)
        free = [each for each in passing.next if each.receiver.person not in concerned]
        return Passed(sealed=_sealed_for(passing.conversations, free))


def pass_on_by_code(*, by: Opened, nobody_concerned: bool) -> Passed:
    """Where nobody who receives can open it, whoever raised it seals it for those who do now, and says that nobody among them is
    concerned. They have as much time as those before them, counted from today. Refuses another side and where somebody can open
    it (`health.not_now`), where it was not said (`health.say_nobody`), and where nobody is left (`health.nobody_receives`)."""
    with reach.only(by.thread.coalition_id), record.act(by=Standing.system(by.thread.coalition_id, CLAUSE)):
        row = locked(by.concern)
        if by.thread.part != Part.RAISED or row.state == State.CLOSED or not is_with_nobody(by.thread):
            raise Refused(refuse("health.not_now", CLAUSE))
        if not nobody_concerned:
            raise Refused(refuse("health.say_nobody", CLAUSE))
        passing = passing_of(row, [(by.thread, by.private)])
        if passing is None or not passing.next:
            raise Refused(refuse("health.nobody_receives", CLAUSE))
        sealed = _sealed_for(passing.conversations, passing.next)
        go_on_to(row, max(row.reached, min(each.rank for each in passing.next)))
        row.save(update_fields=REACHED)
    return Passed(sealed=sealed)


def ask_for_key(*, by: Standing, lost: str) -> KeyRecovery:
    """Ask those who keep shares of the key of one who received before, and does no longer, to hand them over. All members read in
    the record that one asked. Refuses whoever has no key (`health.no_key`), and a key that is not among
    `keys_of_before` (`health.keeps_no_share`)."""
    require(may_receive(by))
    with record.act(by=by):
        key = key_in_use(by)
        if key is None:
            raise Refused(refuse("health.no_key"))
        row = next((each for each, _name in keys_of_before(by, key) if each.pk == lost), None)
        if row is None:
            raise Refused(refuse("health.keeps_no_share"))
        recovery = KeyRecovery.objects.create(id=random_id(), coalition_id=by.coalition, lost_key=row, new_key=key)
        audience, facts = [visibility.MEMBERS], {"key": row.pk, "for": key.pk}
        record.enter(by=by, kind="health.key_asked", about=row.pk, audience=audience, facts=facts, power="")
    return recovery


def take_over(by: Standing, before: ReceiverKey, key: ReceiverKey, lost: bytes) -> int:
    """Seal for one who came into the office what was sealed for the key of before, in its place; never a concern about them, nor
    one that names somebody in words alone, for nobody says then that it is not about them. Gives how many. In the caller's
    transaction; refuses one who does not receive."""
    require(may_receive(by))
    holder = next(each for each in holders(by.coalition) if each.person == by.person)
    taken = 0
    rows = RaisedConcern.objects.of(by.coalition).filter(threads__keys__receiver_key=before).distinct()
    for concern in rows.order_by("id"):
        opened = conversations_of(locked(concern), before, lost)
        if not opened or opened[0][0].part != Part.RAISED:
            continue
        told = told_of(*opened[0])
        if told.is_known and not is_concerned(holder, told.about):
            there = ThreadKey.objects.of(by.coalition).get(thread=opened[0][0], receiver_key=before)
            taken += _seal_missing(opened, key, there.office, there.rank)
    return taken


def _leave_out(by: Standing, thread: SealedThread, concerned: Collection[str]) -> None:
    """Seal it with the words, so that nobody passes it on to them later. Whoever raised it reads that it was done, and no name:
    who holds an office may not be theirs to know."""
    out = {"offices": [], "persons": sorted(concerned), "members": []}
    own = names_of(by.coalition, [by.person]).get(by.person, "")
    put(thread, "left_out", "", by_receivers=RECEIVERS, name=own, left_out=out)


def _sealed_for(opened: list[tuple[SealedThread, bytes]], found: Collection[Next]) -> int:
    """One where it was sealed for somebody more, else nought."""
    sealed = [_seal_missing(opened, each.key, each.receiver.office, each.rank) for each in found]
    return int(any(sealed))


def _seal_missing(opened: list[tuple[SealedThread, bytes]], key: ReceiverKey, office: str, rank: int) -> int:
    """One where a conversation was not yet sealed for this key, else nought."""
    missing = [
        each for each in opened if not ThreadKey.objects.of(key.coalition_id).filter(thread=each[0], receiver_key=key)
    ]
    for thread, private in missing:
        seal_for(thread, private, key, office, rank)
    return int(bool(missing))
