"""The brief of a proposal: one page to forward to one's organisation, to print and as plain text for a mail."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from plenary.accounts.models import Account
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, printing, times
from plenary.core.http.keeping import kept_offline
from plenary.decisions import permissions, queries
from plenary.decisions.labels import ANSWERS, NO_UNDER_CONSENT
from plenary.decisions.models import Proposal
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.phases import WAITING
from plenary.decisions.views.finding import proposal_or_404
from plenary.decisions.views.page import rule_of

MOST_WORDS, MOST_PARTS = 120, 12
"""A page holds so many words of the reasons and so many parts of what happens; the rest is read on the proposal's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the page says, in the language in which it was made: ready to be printed, sent as text, or set on paper."""

    title: str
    coalition: str
    asked: str
    until: str
    rule: str
    happenings: tuple[str, ...]
    more: int
    reasons: str
    answers: tuple[tuple[str, str], ...]
    how: str
    shared: str
    url: str
    language: str
    words_in: str  # the language of title and reasons


def brief_of(request: CoalitionRequest, proposal: Proposal) -> Brief:
    """The brief of an opened proposal in the active language. A protected member's names the coalition nowhere, nor the
    address at which it works: it may be read by those who should know of neither."""
    is_protected = request.standing.is_protected
    process = queries.process_of(proposal)
    words = queries.words_of(proposal)
    happenings = [part.sentence for part in queries.what_happens(proposal, words) if not part.severed]
    meanings = {**ANSWERS, **({"no": NO_UNDER_CONSENT} if process.method == "consent" else {})}
    url = reverse("decisions:proposal", args=[request.coalition.slug, proposal.pk])
    return Brief(
        title=words.title,
        coalition="" if is_protected else request.coalition.name_in(translation.get_language() or "en"),
        asked=_asked(proposal),
        until=_until(request, proposal),
        rule=rule_of(proposal.coalition_id, process, proposal.charter_version)[1],
        happenings=tuple(happenings[:MOST_PARTS]),
        more=max(0, len(happenings) - MOST_PARTS),
        reasons=Truncator(" ".join(words.body.split())).words(MOST_WORDS),
        answers=tuple(
            (str(meanings[each.value][0]), str(meanings[each.value][1])) for each in choices_of(process.method)
        ),
        how=_("Tell the person who represents you what your organisation answers. They enter it before the deadline."),
        shared=_confidential() if is_protected else _shared(proposal),
        url="" if is_protected else request.build_absolute_uri(url),
        language=translation.get_language() or "en",
        words_in=words.language,
    )


def _confidential() -> str:
    return _("Confidential. Do not forward it beyond those who decide with you. It leaves out who asks, on purpose.")


def _shared(proposal: Proposal) -> str:
    if choices_of(proposal.frozen_process.method):
        return _("Members see how each member answered when voting has closed.")
    return _("Members read an objection and its reason as soon as it is made.")


def _asked(proposal: Proposal) -> str:
    if choices_of(proposal.frozen_process.method):
        return _("Your organisation is asked for its answer.")
    return _("Your organisation is asked whether it objects; who says nothing agrees.")


def _until(request: CoalitionRequest, proposal: Proposal) -> str:
    """The deadline in the zone of the one who forwards it, as on the proposal's page, with its place."""
    if proposal.voting_until is None:
        return _("The day is not set yet.")
    reader = request.user.time_zone if isinstance(request.user, Account) else ""
    zone = times.zone_of(reader or proposal.frozen_days.time_zone or request.coalition.time_zone)
    language = translation.get_language() or "en"
    return times.exact(proposal.voting_until, now=clock.now(), zone=zone, language=language)


def _opened(request: CoalitionRequest, proposal_id: str) -> Proposal:
    found = proposal_or_404(request, proposal_id)
    if found.phase not in WAITING:
        raise Http404  # nothing is asked of anybody before it opens, or any more
    return found


def _language(request: CoalitionRequest) -> str:
    """The language that was asked for, when the product speaks it; else the reader's."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or "en"


@kept_offline
@in_coalition(permissions.may_read_proposals)
@require_safe
def brief(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The page, ready to be printed, in a language that may be chosen."""
    proposal = _opened(request, proposal_id)
    language = _language(request)
    with translation.override(language):
        context: dict[str, Any] = {"brief": brief_of(request, proposal), "proposal": proposal}
        context |= {"languages": settings.LANGUAGES, "chosen": language}
        return render(request, "decisions/brief.html", context)


@in_coalition(permissions.may_read_proposals)
@require_safe
def brief_text(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The same as plain text, to paste into a mail."""
    proposal = _opened(request, proposal_id)
    with translation.override(_language(request)):
        words = render_to_string("decisions/brief.txt", {"brief": brief_of(request, proposal)})
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="brief-{proposal.pk}.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


@in_coalition(permissions.may_read_proposals)
@require_safe
def brief_pdf(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """The same on paper."""
    proposal = _opened(request, proposal_id)
    language = _language(request)
    with translation.override(language):
        told = brief_of(request, proposal)
        around = printing.Around(over=told.coalition, foot=printing.ltr(told.url))
        if not told.url:
            around = printing.Around(mark=_("Confidential"))
        made = printing.pdf(
            "decisions/brief",
            {"lines": [told.asked, _("Answer by: %(until)s") % {"until": told.until}], "parts": _parts(told)},
            language=language,
            title=told.title,
            around=around,
        )
    return printing.answer(made, f"brief-{proposal.pk}")


def _parts(told: Brief) -> list[dict[str, Any]]:
    more = ngettext("and one more", "and %(number)s more", told.more) % {"number": told.more}
    answers = [_("%(answer)s: %(meaning)s") % {"answer": word, "meaning": means} for word, means in told.answers]
    parts = [
        (_("What happens if adopted"), [], [*told.happenings, *([more] if told.more else [])]),
        (_("Why"), [told.reasons] if told.reasons else [], []),
        (_("The rule"), [told.rule], []),
        (_("What you may answer"), [], answers),
        (_("How to answer"), [told.how, told.shared], []),
    ]
    return [{"heading": head, "texts": texts, "items": items} for head, texts, items in parts if texts or items]
