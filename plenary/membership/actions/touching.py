"""The word to a member that something touches its subject (A8), once for each text."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.utils.crypto import salted_hmac

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.membership.actions.hearing import enter
from plenary.membership.models import Accommodation, TouchedSubject
from plenary.membership.rules.touching import Part
from plenary.record import actions as record


def always(_since: datetime) -> bool:
    """Words that nobody could read before."""
    return True


def tell_touched(
    *,
    by: Standing,
    accommodation: Accommodation,
    kind: str,
    about: str,
    title: str,
    author: Sequence[str],
    passages: Collection[str] = ("",),
    edition: str = "",
    part: Part = Part.WHOLE,
    is_changed: Callable[[datetime], bool] = always,
) -> None:
    """Tell a member that something touches its subject, once for each passage that does (`passages`, folded), and anew in each
    `edition` (id); in the act of whoever opens it. What was told before passages were kept is told again once it `is_changed`
    since then.

    The entry says neither subject nor words, and is for its own alone. The authors (`author`, their tokens) are told by an
    entry of their own, where the member consented and is not protected; unnamed ones (none given) are not. `title` is what
    authors call their own. The accommodation is locked, so that two who write at once tell once.
    """
    with record.act(by=by):
        consents = _locked(accommodation).consents_author_told
        new = _new(accommodation, kind, about, {_mark(accommodation, edition, each) for each in passages}, is_changed)
        if not new:
            return
        member, facts = accommodation.member, {"touched": about, "touched_kind": kind}
        tells_author = bool(author) and consents and not member.protected
        TouchedSubject.objects.create(
            coalition_id=by.coalition,
            accommodation=accommodation,
            kind=kind,
            about=about,
            part=part,
            told=new,
            at=clock.now(),
            author_told=tells_author,
        )
        enter(by, "membership.subject_touched", member, {**facts, "accommodation": accommodation.id}, own_alone=True)
        if tells_author:
            named = {"name": member.name}
            parts = [record.Part(facts=named, person=member.individual_id)] if member.individual_id else []
            told = {**facts, "title": title, **({} if parts else named)}
            record.enter(
                by=by, kind="membership.author_told", about=about, audience=list(author), facts=told, parts=parts
            )


def _new(
    accommodation: Accommodation, kind: str, about: str, marks: Collection[str], is_changed: Callable[[datetime], bool]
) -> list[str]:
    """Which of these passages, by their marks, were not told yet. A row without any was made before they were kept: told of the
    words as they stood then, whose marks it keeps where they are the same still."""
    rows = TouchedSubject.objects.of(accommodation.coalition_id)
    rows_told = list(rows.filter(accommodation=accommodation, kind=kind, about=about).order_by("at", "id"))
    new = sorted(set(marks) - {mark for row in rows_told for mark in row.told})
    before = next((row for row in rows_told if not row.told), None)
    if not new or before is None or is_changed(before.at):
        return new
    before.told = new
    before.save(update_fields=["told"])
    return []


def _locked(accommodation: Accommodation) -> Accommodation:
    rows = Accommodation.objects.of(accommodation.coalition_id).select_for_update(of=("self",))
    return rows.get(id=accommodation.id)


def _mark(accommodation: Accommodation, edition: str, passage: str) -> str:
    """What is remembered of a passage: nobody who has the database alone can tell from it which words touch a subject."""
    said = f"{accommodation.id} {edition} {passage}"
    return salted_hmac("plenary.membership.touched", said, algorithm="sha256").hexdigest()[:32]
