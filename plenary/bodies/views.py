"""Pages of bodies: forming a coalition, the bodies and who sits in them, one body, giving a seat up, uses of powers."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_within_the_hour
from plenary.accounts.models import Account
from plenary.bodies import actions, permissions, queries
from plenary.bodies import shown as formed_pages
from plenary.bodies.actions import formed as formed_actions
from plenary.bodies.actions import rotation
from plenary.bodies.countbacks import Waits, countbacks_in, waiting_at
from plenary.bodies.elections import election_follows, elects
from plenary.bodies.formed import charter_for, formed_body, name_of
from plenary.bodies.forms import FormingForm, UsesForm
from plenary.bodies.handing_over import handover_of
from plenary.bodies.labels import COUNTED_BACK, FILLED, KIND
from plenary.bodies.models import Countback
from plenary.bodies.overseeing import overseen_by
from plenary.bodies.powers import offices_by_name, powers_in_words, uses_of_powers, uses_out_of_sight
from plenary.bodies.queries import BodyShown, Filling, charter_naming, place_in_words
from plenary.bodies.rotation import own_turns
from plenary.bodies.rules import Place, is_plenary
from plenary.bodies.rules.formed import CHAIR, code_of, office_code
from plenary.bodies.sections import sections_of
from plenary.bodies.suggestions import own_suggestions, with_suggestions
from plenary.bodies.workload import workload_shown
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.asking import AnswersError
from plenary.charter.rules.schema import Charter, Filled
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock
from plenary.core.http.access import signed_in
from plenary.core.navigation import in_masthead
from plenary.core.verdicts import Refused, require

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def form(request: HttpRequest) -> HttpResponse:
    """Form a coalition: one page of questions; its answer is the founding act."""
    require(permissions.may_form())
    account = request.user
    assert isinstance(account, Account)  # noqa: S101  # the view is marked signed_in
    start = {"founder": account.name, "time_zone": account.time_zone}
    asked = FormingForm(request.POST or None, initial=start)
    if asked.is_valid():
        try:
            coalition = actions.found_coalition(account_id=account.id, **asked.founding(get_language() or "en"))
        except Refused as refusal:
            asked.add_error(None, refusal.verdict.sentence)
        except AnswersError as error:
            for code in error.problems:
                asked.add_error(code, _("Answer this."))
        else:
            return redirect("desk:coalition", coalition.slug)
    return render(request, "bodies/form.html", {"form": asked})


@require_safe
@in_masthead(gettext_lazy("Bodies"), 40)
@in_coalition(permissions.may_read_bodies)
def bodies(request: CoalitionRequest) -> HttpResponse:
    """Every body and office of the charter, who holds what until when, what is vacant; the bodies formed besides."""
    charter, slug = charter_of(request.coalition.id), request.coalition.slug
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    waits = waiting_at(request.coalition.id, charter, clock.now())
    shown = [queries.body_shown(charter, body, terms) for body in charter.bodies]
    offices = queries.offices_shown(charter, terms)
    number, held = queries.counted(shown, offices)
    looks_after = permissions.may_look_after_seats(request.standing)
    without = list(queries.members_on_no_committee(request.standing)) if looks_after else []
    context = {
        "number": number,
        "held": held,
        "bodies": [_shown(body, slug, charter, waits) for body in shown],
        "offices": [_filling(office, slug, charter, waits) for office in offices],
        "formed": formed_pages.formed_lines(request.standing, terms),
        "may_form": formed_pages.address_of_proposal(slug, "bodies.form_body"),
        "mine": [called(charter, body.names, body.code) for body in queries.bodies_of(request.standing)],
        "looks_after": looks_after,
        "reads_workload": permissions.may_read_workload(request.standing),
        "reads_uses": permissions.may_read_uses(request.standing),
        "uncommitted": with_suggestions(request.standing, without, terms),
        "own": own_suggestions(request.standing, terms),
    }
    return render(request, "bodies/bodies.html", context)


@require_safe
@in_coalition(permissions.may_read_bodies)
def body(request: CoalitionRequest, code: str) -> HttpResponse:
    """One body of the charter: its duties, its seats and offices, who held them before."""
    return render(request, "bodies/body.html", _one_body(request, charter_of(request.coalition.id), code))


@require_safe
@in_coalition(permissions.may_read_bodies)
def formed(request: CoalitionRequest, formed_id: str) -> HttpResponse:
    """One body that was formed by a decision: what it is for, its seats and offices, who held them before."""
    code = code_of(formed_id)
    charter = charter_for(request.coalition.id, [code])
    context = _one_body(request, charter, code)
    told = formed_pages.formed_context(request.standing, code, charter)
    body = context["body"]
    if told and told["row"].is_open:
        body["seats"] = formed_pages.joined(body["seats"])
    if told and told["row"].rotates:
        context["offices"] = formed_pages.in_turns(context["offices"], office_code(code, CHAIR))
    return render(request, "bodies/body.html", {**context, "formed": told})


def _one_body(request: CoalitionRequest, charter: Charter, code: str) -> dict[str, Any]:
    """What the page of a body shows. Raises Http404 where the charter has none of this code."""
    slug = request.coalition.slug
    found = next((body for body in charter.bodies if body.code == code), None)
    if found is None:
        raise Http404
    terms = list(queries.terms_in_force(request.coalition.id, coming=True))
    waits = waiting_at(request.coalition.id, charter, clock.now())
    return {
        "body": _shown(queries.body_shown(charter, found, terms), slug, charter, waits),
        "offices": [_filling(office, slug, charter, waits) for office in queries.offices_shown(charter, terms, code)],
        "before": queries.terms_before(request.coalition.id, code),
        "vacancies": [_vacancy(row, slug, charter) for row in countbacks_in(request.standing, charter, code)],
        "electors": queries.number_of_electors(request.coalition.id, code),
        "is_plenary": is_plenary(found),
        "overseen": overseen_by(request.standing, charter, code),
        "sections": sections_of(request.standing, code),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_bodies)
def join(request: CoalitionRequest, formed_id: str) -> HttpResponse:
    """Take a seat for one's member in a body that is open to whoever wants to, after a page that says what that means."""
    found = formed_body(request.coalition.id, code_of(formed_id))
    if found is None:
        raise Http404
    require(permissions.may_join(request.standing, found))
    name = name_of(found, charter_of(request.coalition.id))
    if request.method == "POST":
        formed_actions.join_body(by=request.standing, code=found.code)
        messages.success(request, _("Your member sits in “%(name)s”.") % {"name": name})
        return redirect("bodies:formed", request.coalition.slug, found.pk)
    return render(request, "bodies/join.html", {"row": found, "name": name})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_bodies)
@shown_within_the_hour
def give_up(request: CoalitionRequest, term_id: str) -> HttpResponse:
    """Give up one's own seat or office, after a page that says what that means."""
    term = queries.terms_in_force(request.coalition.id).filter(id=term_id).first()
    if term is None:
        raise Http404
    require(permissions.may_give_up(request.standing, term))
    charter = charter_naming(request.coalition.id, [term])
    place = place_in_words(charter, body=term.body, seats=term.seats, office=term.office)
    if request.method == "POST":
        actions.give_up(by=request.standing, term=term)
        messages.success(request, _("You no longer hold: %(place)s.") % {"place": place})
        return redirect("bodies:bodies", request.coalition.slug)
    return render(request, "bodies/give_up.html", {"term": term, "place": place})


@require_safe
@in_coalition(permissions.may_read_bodies)
def handover(request: CoalitionRequest, term_id: str) -> HttpResponse:
    """What one hands over when one's seat or office ends: a list to be printed, for the holder alone."""
    term = queries.term_of(request.coalition.id, term_id)
    if term is None:
        raise Http404
    require(permissions.may_hand_over(request.standing, term))
    charter = charter_naming(request.coalition.id, [term])
    place = place_in_words(charter, body=term.body, seats=term.seats, office=term.office)
    context = {"term": term, "place": place, "sections": handover_of(request.standing, term)}
    return render(request, "bodies/handover.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_read_bodies)
def turn(request: CoalitionRequest, turn_id: str) -> HttpResponse:
    """One's own turn to chair a body: from when, and passing it on."""
    found = next((turn for turn in own_turns(request.standing) if turn.pk == turn_id), None)
    if found is None:
        raise Http404
    name = name_of(found.body, charter_of(request.coalition.id))
    if request.method == "POST":
        rotation.pass_on(by=request.standing, turn=found)
        messages.success(request, _("Your turn passes on; who follows is told."))
        return redirect("bodies:formed", request.coalition.slug, found.body_id)
    may = permissions.may_pass_on(request.standing, found)
    return render(request, "bodies/turn.html", {"turn": found, "name": name, "may_pass_on": may})


@require_safe
@in_coalition(permissions.may_read_workload)
def workload(request: CoalitionRequest) -> HttpResponse:
    """What those carry who act for members: one's own, and for who looks after seats all."""
    looks_after = permissions.may_look_after_seats(request.standing)
    carried = workload_shown(request.standing)
    free = [each for each in carried if not each.lines] if looks_after else []
    context = {"carried": carried, "free": free, "looks_after": looks_after}
    return render(request, "bodies/workload.html", context)


@require_safe
@in_coalition(permissions.may_read_uses)
def powers(request: CoalitionRequest) -> HttpResponse:
    """What officers did with their powers, newest first, with the clause that gives each; what is not for the reader counted."""
    standing = request.standing
    offices = offices_by_name(request.coalition.id)
    form = UsesForm(offices.items(), powers_in_words().items(), request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    before, narrowed = wanted.get("before"), {name: wanted.get(name, "") for name in ("office", "power")}
    uses = uses_of_powers(standing, offices, **narrowed, before=before, limit=PAGE + 1)
    context = {
        "form": form,
        "uses": uses[:PAGE],
        "older": uses[PAGE - 1].line.n if len(uses) > PAGE else None,
        "before": before,
        "rest": urlencode({name: value for name, value in narrowed.items() if value}),
        "is_narrowed": any(narrowed.values()),
        "out_of_sight": uses_out_of_sight(standing, offices, **narrowed) if before is None else [],
    }
    return render(request, "bodies/powers.html", context)


def _shown(shown: BodyShown, slug: str, charter: Charter, waits: Waits) -> dict[str, Any]:
    return {
        **shown._asdict(),
        "code": shown.body.code,
        "kind": KIND[shown.body.kind],
        "clause": shown.clause,
        "seats": [_filling(seats, slug, charter, waits) for seats in shown.seats],
    }


def _filling(filling: Filling, slug: str, charter: Charter, waits: Waits) -> dict[str, Any]:
    place = filling.place
    is_elected = place.filled is Filled.ELECTION and elects(charter)
    free = filling.vacant - waits[place.body, place.seats, place.office]
    follows = election_follows(charter, filling, free) if is_elected else None
    is_waited_for = len(filling.coming) >= free
    return {
        **filling._asdict(),
        "number": place.number,
        "filled": FILLED[place.filled],
        "elect": _proposal(slug, place, "bodies.elect") if is_elected and not is_waited_for else "",
        "propose": _proposal(slug, place, "bodies.appoint"),
        "calls": _proposal(slug, place, "bodies.elect", starts=follows.date().isoformat()) if follows else "",
    }


def _vacancy(row: Countback, slug: str, charter: Charter) -> dict[str, object]:
    """What is shown of a vacancy that is filled from ballots; decisions, above, brings the page of its account."""
    try:
        address = reverse("decisions:vacancy", args=[slug, row.proposal, row.pk])
    except NoReverseMatch:  # as below
        address = ""
    place = place_in_words(charter, body=row.term.body, seats=row.term.seats, office=row.term.office)
    return {
        "place": place,
        "words": COUNTED_BACK[row.answer],
        "until": row.until,
        "url": address if row.left else "",
        "row": row,
    }


def _proposal(slug: str, place: Place, kind: str, **more: str) -> str:
    """The address of a new proposal that fills this place."""
    of = {"office": place.office} if place.office else {"body": place.body, "seats": place.seats}
    return formed_pages.address_of_proposal(slug, kind, **of, **more)
