"""How a concern is raised, and the page on which one comes back by a code; nothing of them is kept on a device."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plenary.charter.permissions import may_draft_charter
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock, reach
from plenary.core.http.access import public
from plenary.core.verdicts import Refused
from plenary.files.forms import choose_again
from plenary.health import actions, permissions, queries
from plenary.health.actions.raising import Raised
from plenary.health.attempts import count_attempt
from plenary.health.forms import AnswerForm, CodeForm, MoreForm, RaiseForm
from plenary.health.labels import STATE
from plenary.health.models import SealedThread
from plenary.health.queries import Opened
from plenary.health.rules.steps import Part, State
from plenary.health.views.files import sent

type _Act = Callable[[Opened, dict[str, Any]], None]


@require_safe
@in_coalition(permissions.may_read_of_concerns)
def concerns(request: CoalitionRequest) -> HttpResponse:
    """Where a concern goes by the charter, how it is raised, and how one comes back."""
    receiver, instead = queries.names_of_offices(request.standing)
    receives = permissions.may_receive(request.standing)
    context = {
        "verdict": permissions.may_raise(request.standing),
        "conflict": charter_of(request.coalition.id).conflict,
        "receiver": receiver,
        "instead": instead,
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
    """Raise a concern; the answer shows the receipt code, this once."""
    form = RaiseForm(queries.choices_of_concerned(request.standing), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        taken = {name: given[name] for name in ("words", "name", "may_be_named", "file")}
        raised = Raised(**taken, told_about=form.told())
        try:
            count_attempt(request, "raise")
            code = actions.raise_concern(by=request.standing, raised=raised, about=form.concerned())
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
            choose_again(form)
        else:
            return render(request, "health/receipt.html", {"code": code})
    return render(request, "health/raise.html", {"form": form})


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
    return render(request, "health/opened.html", _shown(opened, thread.get(pk=opened.thread.pk), code) | told)


def _shown(opened: Opened, thread: SealedThread, code: str) -> dict[str, Any]:
    state = State(thread.raised_concern.state)
    is_open = state is not State.CLOSED
    offered = {
        "say": is_open,
        "mediator": is_open and thread.mediator != "" and state is not State.AGREED,
        "outcome": is_open and thread.outcome != "" and state is not State.AGREED,
        "fair": state in (State.AGREED, State.CLOSED) and not thread.said_fair,
    }
    forms_of = {
        f"{step}_form": _STEPS[step][0](auto_id=f"id_{step}_%s") for step, is_offered in offered.items() if is_offered
    }
    return {
        **forms_of,
        "code": code,
        "thread": thread,
        "concern": thread.raised_concern,
        "state": STATE[state],
        "is_heard": thread.part == Part.HEARD,
        "is_with_nobody": is_open and queries.is_with_nobody(thread),
        "is_late": state is State.RAISED and clock.now().date() > thread.raised_concern.acknowledge_by,
        "messages_opened": opened.messages(),
    }


_STEPS: dict[str, tuple[type[forms.Form], _Act]] = {
    "say": (MoreForm, lambda by, given: actions.say_by_code(by=by, **given)),
    "mediator": (AnswerForm, lambda by, given: actions.answer(by=by, to="mediator", **given)),
    "outcome": (AnswerForm, lambda by, given: actions.answer(by=by, to="outcome", **given)),
    "fair": (
        AnswerForm,
        lambda by, given: actions.say_fair(by=by, is_fair=given["is_yes"], words=given["words"]),
    ),
}
