"""What agreements ask on the desk: to sign, and to sign again; and what is coming: reviews and expiry."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.agreements.models import Agreement
from plenary.agreements.permissions import CLAUSE_OF_SIGNING, clause_of_days, may_sign_for_member
from plenary.agreements.queries import (
    Waiting,
    agreements_due,
    papers_to_confirm,
    titles_in,
    waiting_for_work,
)
from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, Happening, asks, asks_at_desk, tells_coming
from plenary.core.standing import Standing

SOON = timedelta(days=60)
"""How long before its day a review or an expiry is told as coming."""


@asks
def signatures_wait(standing: Standing) -> Iterable[Ask]:
    """Each agreement in force on which one's member does not stand, for those who may sign for it. One query,
    and one more where titles are read in another language than they were written in."""
    if not may_sign_for_member(standing):
        return
    slug, wait = "", agreements_due(standing)
    titles = titles_in([agreement for agreement, _signed, _given in wait], get_language() or "")
    for agreement, signed, is_given in wait:
        slug = slug or slug_of(standing.coalition)
        if is_given:
            yield _second_waits(slug, titles[agreement.id])
            continue
        again = bool(signed)
        yield Ask(
            title=(_("Sign again: %(title)s") if again else _("Sign: %(title)s")) % {"title": titles[agreement.id]},
            sentence=_("Its text changed in what was agreed since your member signed it.")
            if again
            else _("It was adopted; your member has not signed it yet."),
            url=reverse("agreements:sign", args=[slug, agreement.id]),
            button=_("Read and sign"),
            clause=f"category.{standing.category}",
            is_calm=True,
        )


def _second_waits(slug: str, title: str) -> Ask:
    return Ask(
        title=_("Waits for your second address: %(title)s") % {"title": title},
        sentence=_("Your member signed it. It counts once its second address has confirmed it."),
        url=reverse("agreements:second", args=[slug]),
        button=_("See how it stands"),
        clause=CLAUSE_OF_SIGNING,
        is_calm=True,
    )


@asks
def papers_wait(standing: Standing) -> Iterable[Ask]:
    """Each signature on paper that an officer entered for one's member and that waits for its word. One query."""
    for row in papers_to_confirm(standing):
        yield Ask(
            title=_("Did you sign “%(title)s” on paper?") % {"title": row.edition.title},
            sentence=_(
                "An officer entered a paper on which your member signs edition %(number)s. It counts once you confirm it."
            )
            % {"number": row.edition.number},
            url=reverse("agreements:confirm", args=[slug_of(standing.coalition), row.agreement_id]),
            button=_("Confirm or decline"),
            clause=f"category.{standing.category}",
            is_calm=True,
        )


@asks_at_desk
def drafts_and_reviews_wait(standing: Standing) -> Iterable[Ask]:
    """Each draft on which suggestions of other members wait, for those who draft; then each agreement in force whose day to be
    looked at came, for those who look after it. One query, and one more where titles are read in another language than they were
    written in."""
    waiting = waiting_for_work(standing)
    if not waiting:
        return
    slug = slug_of(standing.coalition)
    titles = titles_in([each.agreement for each in waiting], get_language() or "")
    for each in waiting:
        if each.suggestions:
            yield _suggestions_wait(standing, slug, each, titles[each.agreement.id])
    for each in sorted(waiting, key=lambda one: one.due_on or date.max):
        if each.due_on:
            yield Ask(
                title=_("Look at it again: %(title)s") % {"title": titles[each.agreement.id]},
                sentence=_("Its day came. Read whether it still fits, and enter that it was looked at."),
                url=reverse("agreements:look_at", args=[slug, each.agreement.id]),
                button=_("Look at it"),
                clause=clause_of_days(standing.coalition),
                is_calm=True,
            )


def _suggestions_wait(standing: Standing, slug: str, waits: Waiting, title: str) -> Ask:
    words = ngettext(
        "%(number)s suggestion on “%(title)s” waits", "%(number)s suggestions on “%(title)s” wait", waits.suggestions
    )
    address = reverse("agreements:draft", args=[slug, waits.agreement.id])
    if waits.alone:
        address = reverse("agreements:suggestion", args=[slug, waits.agreement.id, waits.alone])
    return Ask(
        title=words % {"number": waits.suggestions, "title": title},
        sentence=_("Members suggest changes to its draft. Whoever drafts takes them over or declines them."),
        url=address,
        button=_("Answer it") if waits.alone else _("Read the suggestions"),
        clause=f"category.{standing.category}" if standing.category else "",
        is_calm=True,
    )


@tells_coming
def reviews_come(standing: Standing) -> Iterable[Happening]:
    """Agreements in force that are looked at again or expire within two months, soonest first, at most ten. One query,
    and one more where titles are read in another language than they were written in."""
    if not standing.is_inside:
        return
    first, last = standing.as_of.date(), (standing.as_of + SOON).date()
    rows = (
        Agreement.objects.of(standing.coalition)
        .filter(ended_at=None)
        .filter(
            Q(current__looked_at=None, current__review_on__range=(first, last))
            | Q(current__next_review_on__range=(first, last))
            | Q(current__expires_on__range=(first, last))
        )
        .select_related("current")
        .defer("current__paragraphs")
    )
    found, titles = [], titles_in(rows, get_language() or "")
    for row in rows:
        edition = row.current
        if edition is None:
            continue
        url = reverse("agreements:agreement", args=[slug_of(standing.coalition), row.id])
        for day, words, key in (
            (edition.reviewed_next_on, _("Looked at again: %(title)s"), "review"),
            (edition.expires_on, _("Expires: %(title)s"), "expiry"),
        ):
            if day is not None and first <= day <= last:
                at = datetime.combine(day, time(12), UTC)
                found.append(Happening(at=at, title=words % {"title": titles[row.id]}, url=url, key=key))
    yield from sorted(found, key=lambda one: one.at)[:10]
