"""How a concern is raised, and the page on which one comes back by a code; nothing of them is kept on a device."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plenary.charter.permissions import may_draft_charter
from plenary.charter.prose import phrases
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, reach
from plenary.core.http.access import public
from plenary.core.navigation import in_masthead
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.files.forms import choose_again
from plenary.health import actions, permissions, queries
from plenary.health.actions.raising import Raised
from plenary.health.attempts import count_attempt
from plenary.health.forms import AnswerForm, CodeForm, MoreForm, ProposalForm, ProposeForm, RaiseForm, SealForm, WhoForm
from plenary.health.labels import STATE
from plenary.health.models import SealedThread
from plenary.health.queries import Opened, Said
from plenary.health.rules.receivers import About
from plenary.health.rules.steps import Part, State
from plenary.health.views.files import sent

type _Act = Callable[[Opened, dict[str, Any]], object]


@require_safe
@in_masthead(pgettext_lazy("complaint", "Concerns"), 55, permission=permissions.may_raise)
@in_coalition(permissions.may_read_of_concerns)
def concerns(request: CoalitionRequest) -> HttpResponse:
    """Where a concern goes by the charter, how it is raised, and how one comes back."""
    first, *others = queries.names_of_offices(request.standing) or [""]
    receives = permissions.may_receive(request.standing)
    context = {
        "verdict": permissions.may_raise(request.standing),
        "conflict": charter_of(request.coalition.id).conflict,
        "receiver": first,
        "others": phrases.all_of(others),
        "outside": queries.outside(request.standing),
        "is_reached": queries.is_reached(request.coalition.id),
        "may_draft": may_draft_charter(request.standing),
        "receives": receives,
        "keeps_key": permissions.may_keep_key(request.standing),
        "key": queries.key_in_use(request.standing) if receives else None,
        "waiting": queries.waiting_for(request.standing),
    }
    return render(request, "health/concerns.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(permissions.may_raise)
def raise_concern(request: CoalitionRequest) -> HttpResponse:
    """Say whom it is about, and read who would receive it, before anything else is sent; then raise the concern. The answer shows
    the receipt code, this once."""
    choices = queries.choices_of_concerned(request.standing)
    if request.method != "POST":
        return render(request, "health/raise.html", {"who_form": WhoForm(choices)})
    if request.POST.get("step") == "who":
        return _with_receivers(request, choices)
    form = _counted(request, choices)
    if form.is_valid():
        given = form.cleaned_data
        taken = {name: given[name] for name in ("words", "name", "may_be_named", "file")}
        raised = Raised(**taken, told_about=form.told(), in_words=bool(given["told_about"]))
        try:
            code = actions.raise_concern(by=request.standing, raised=raised, about=form.concerned())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
            choose_again(form)
        else:
            return render(request, "health/receipt.html", {"code": code})
    about = form.concerned() if "about" in form.cleaned_data else About()
    return render(request, "health/raise.html", {"form": form} | _received(request, about))


def _counted(request: CoalitionRequest, choices: list[tuple[str, str]]) -> RaiseForm:
    """What was sent, counted before a file that came along is opened; beyond the rate it stays closed, and the form says so."""
    try:
        count_attempt(request, "raise")
    except Refused as refusal:
        form = RaiseForm(choices, request.POST)
        form.add_error(None, refusal.verdict.sentence)
        choose_again(form, request.FILES)
        return form
    return RaiseForm(choices, request.POST, request.FILES)


def _with_receivers(request: CoalitionRequest, choices: list[tuple[str, str]]) -> HttpResponse:
    """Who would receive it, and the form with which it is raised; where nobody is left, that alone."""
    who = WhoForm(choices, request.POST)
    if not who.is_valid():
        return render(request, "health/raise.html", {"who_form": who})
    shown = _received(request, who.concerned())
    form = RaiseForm(choices, initial={"about": who.cleaned_data["about"]})
    return render(request, "health/raise.html", shown | ({"form": form} if shown["first"] else {"who_form": who}))


def _received(request: CoalitionRequest, about: About) -> dict[str, Any]:
    found = queries.would_receive(request.standing, about)
    first = [name for rank, name in found if rank == found[0][0]]
    return {
        "is_told": True,
        "first": phrases.all_of(first),
        "others": phrases.all_of([name for _rank, name in found[len(first) :]]),
        "outside": queries.outside(request.standing),
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Come back by a code, of whatever coalition; read, say something, answer. Each time the code is sent along."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "health/come_back.html", {"form": form})
    try:
        count_attempt(request, "code")
    except Refused as refusal:
        form.add_error(None, refusal.verdict.sentence)
        return render(request, "health/come_back.html", {"form": form})
    opened = queries.by_code(form.cleaned_data["code"])
    if opened is None:
        form.add_error("code", _("This code opens nothing."))
        return render(request, "health/come_back.html", {"form": form})
    with reach.only(opened.thread.coalition_id):
        return _opened(request, opened, form.cleaned_data["code"])


def _opened(request: HttpRequest, opened: Opened, code: str) -> HttpResponseBase:
    """One's own conversation, after what was sent with the code was done; or a file of it. Raises Http404."""
    step = request.POST.get("step", "")
    told: dict[str, Any] = {}
    if step == "file":
        return sent(opened.file(request.POST.get("file", "")))
    if step in _STEPS:
        kind, act = _STEPS[step]
        form = kind(request.POST, request.FILES, auto_id=f"id_{step}_%s")
        if form.is_valid():
            try:
                act(opened, form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.verdict.sentence)
                choose_again(form)
            else:
                told["done"] = _("It is sealed, and sent.")
        if form.errors:
            told[f"{step}_form"] = form
    thread = SealedThread.objects.of(opened.thread.coalition_id).select_related("raised_concern")
    shown = _shown(opened, thread.get(pk=opened.thread.pk), code) | told
    if isinstance(answered := told.get(f"{step}_form"), ProposalForm):
        answered.read_anew(queries.proposal_in(shown["messages_opened"], step))
    return render(request, "health/opened.html", shown)


def _shown(opened: Opened, thread: SealedThread, code: str) -> dict[str, Any]:
    state = State(thread.raised_concern.state)
    concern, today = thread.raised_concern, clock.now().date()
    is_open = state is not State.CLOSED
    is_with_nobody = is_open and queries.is_with_nobody(thread)
    last = concern.acknowledge_by if state is State.RAISED else concern.due_on
    is_late = last is not None and today > last
    offered = {
        "say": is_open,
        "mediator": is_open and thread.mediator != "" and state is not State.AGREED,
        "propose": is_open and queries.may_propose_mediator(concern, thread),
        "outcome": is_open and thread.outcome != "" and state is not State.AGREED,
        "fair": state in (State.AGREED, State.CLOSED) and not thread.said_fair,
        "holds": queries.is_asked_whether_it_holds(concern, thread),
        "seal": is_with_nobody and thread.part == Part.RAISED,
    }
    said = opened.messages()
    return {
        **{f"{step}_form": _form(step, said) for step, is_offered in offered.items() if is_offered},
        "code": code,
        "thread": thread,
        "concern": concern,
        "state": STATE[state],
        "is_heard": thread.part == Part.HEARD,
        "is_with_nobody": is_with_nobody,
        "is_late": is_late,
        "is_last": is_late and queries.comes_after(concern) is None,
        "outside": queries.outside(Standing.nobody(concern.coalition_id)),
        "messages_opened": said,
    }


def _form(step: str, said: Sequence[Said]) -> forms.Form:
    """An empty form of a step; an answer goes to what was proposed last among the messages that are shown beside it."""
    return _STEPS[step][0](auto_id=f"id_{step}_%s", initial={"proposal": queries.proposal_in(said, step)})


_STEPS: dict[str, tuple[type[forms.Form], _Act]] = {
    "say": (MoreForm, lambda by, given: actions.say_by_code(by=by, **given)),
    "mediator": (ProposalForm, lambda by, given: actions.answer(by=by, to="mediator", **given)),
    "outcome": (ProposalForm, lambda by, given: actions.answer(by=by, to="outcome", **given)),
    "seal": (SealForm, lambda by, given: actions.pass_on_by_code(by=by, **given)),
    "propose": (ProposeForm, lambda by, given: actions.ask_mediator(by=by, **given)),
    "holds": (
        AnswerForm,
        lambda by, given: actions.say_holds(by=by, holds=given["is_yes"], words=given["words"]),
    ),
    "fair": (
        AnswerForm,
        lambda by, given: actions.say_fair(by=by, is_fair=given["is_yes"], words=given["words"]),
    ),
}
