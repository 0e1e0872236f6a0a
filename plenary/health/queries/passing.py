"""To whom a concern would be passed on now, and what is known of whom it is about. All of it is for whoever has the keys."""

from dataclasses import dataclass, field

from plenary.bodies.models import Term
from plenary.charter.queries import called, charter_of
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.health import sealing
from plenary.health.models import RaisedConcern, ReceiverKey, SealedThread, ThreadKey
from plenary.health.queries.opened import messages_of, own_key_of
from plenary.health.queries.receivers import holders_with_keys, keys_of
from plenary.health.rules.receivers import About, Receiver, rank_of, receivers
from plenary.health.rules.steps import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom a concern is about, as it was sealed. `is_known` where all of them were chosen, and nobody was named in words besides:
    of the others nobody but a reader can tell who is concerned."""

    about: About
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Who receives a concern now by the charter, is not known to be concerned, and cannot open all of it yet: with the key, and
    whether it was sealed for an earlier key of the same person, who so knows it already."""

    receiver: Receiver
    key: ReceiverKey
    rank: int
    knows_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A concern that somebody has the keys of: its conversations with theirs, whom it is about, and who comes next."""

    conversations: list[tuple[SealedThread, bytes]]
    told: Told
    next: list[Next] = field(default_factory=list)


def passing_of(row: RaisedConcern, conversations: list[tuple[SealedThread, bytes]]) -> Passing | None:
    """What is to be known for passing a concern on; None where its first words cannot be opened. Nine queries."""
    if not conversations or conversations[0][0].part != Part.RAISED:
        return None
    told = told_of(*conversations[0])
    return Passing(conversations=conversations, told=told, next=_next(row, conversations, told.about))


def conversations_of(row: RaisedConcern, key: ReceiverKey, own: bytes) -> list[tuple[SealedThread, bytes]]:
    """The conversations of a concern that a receiver's private key opens, with theirs; of who raised it first. One query."""
    keys = ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row, receiver_key=key)
    return [
        (each.thread, sealing.open_key(own, bytes(each.private_sealed), place=each.place))
        for each in keys.select_related("thread").order_by("-thread__part")
    ]


def told_of(thread: SealedThread, private: bytes) -> Told:
    """Whom it is about, as it was sealed with the first words, and whom those who receive left out later. One query."""
    messages = messages_of(thread, private)
    outs = [each.left_out for each in messages if each.left_out]
    about = About(
        offices=frozenset().union(*(each.offices for each in outs)),
        persons=frozenset().union(*(each.persons for each in outs)),
        members=frozenset().union(*(each.members for each in outs)),
    )
    return Told(about=about, is_known=messages[0].is_chosen)


def choices_of_next(standing: Standing, concern: RaisedConcern, passphrase: str) -> list[tuple[str, str]]:
    """Those to whom a concern would be passed on, and who do not know it: the person's id, and office and name, the name where
    the card is not protected. Raises Refused (`health.no_key`, `health.wrong_passphrase`)."""
    passing = passing_of(concern, conversations_of(concern, *own_key_of(standing, passphrase)))
    charter = charter_of(standing.coalition)
    named = {office.code: called(charter, office.names, office.code) for office in charter.offices}
    new = [each.receiver for each in passing.next if not each.knows_it] if passing else []
    shown = Person.objects.of(standing.coalition).filter(removed_at=None, protected=False)
    names = dict(shown.filter(pk__in=[each.person for each in new]).values_list("pk", "name"))
    return [(each.person, " · ".join(filter(None, (named[each.office], names.get(each.person, ""))))) for each in new]


def _next(row: RaisedConcern, conversations: list[tuple[SealedThread, bytes]], about: About) -> list[Next]:
    order = charter_of(row.coalition_id).conflict.order
    found = receivers(holders_with_keys(row.coalition_id), about, order=order)
    keys, there = keys_of(row.coalition_id, [each.person for each in found]), _there(row)
    threads = {thread.pk for thread, _private in conversations}
    kept, known = _kept(there, order), {each.receiver_key.person_id for each in there}
    sealed = {(each.thread_id, each.receiver_key_id) for each in there}
    return [
        Next(
            receiver=each,
            key=keys[each.person],
            rank=rank_of(each.office, order, kept),
            knows_it=each.person in known,
        )
        for each in found
        if not all((thread, keys[each.person].pk) in sealed for thread in threads)
    ]


def _there(row: RaisedConcern) -> list[ThreadKey]:
    rows = ThreadKey.objects.of(row.coalition_id).filter(thread__raised_concern=row)
    return list(rows.select_related("receiver_key"))


def _kept(there: list[ThreadKey], order: tuple[str, ...]) -> list[tuple[str, int]]:
    """By which offices it is sealed, with their ranks. Of keys from before this was kept: the offices that their owners held."""
    old = [each for each in there if not each.office]
    if not old:
        return [(each.office, each.rank) for each in there]
    terms = Term.objects.of(old[0].coalition_id).filter(
        office__in=order, person__in=[each.receiver_key.person_id for each in old]
    )
    held = list(terms.values_list("person_id", "office"))
    told = [(office, each.rank) for each in old for person, office in held if person == each.receiver_key.person_id]
    return [*((each.office, each.rank) for each in there if each.office), *told]
