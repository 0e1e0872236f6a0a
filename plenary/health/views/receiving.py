"""The box of those who receive concerns, one concern, and the key."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.files.forms import choose_again
from plenary.health import actions, permissions, queries
from plenary.health.attempts import count_attempt
from plenary.health.forms import KeyForm, OutcomeForm, PassForm, PassphraseForm, SideForm, WordsForm
from plenary.health.labels import ANSWER, DUE, PART, STATE
from plenary.health.models import RaisedConcern
from plenary.health.rules.steps import Part, Step
from plenary.health.views.files import sent

_DONE: dict[Step, Callable[..., None]] = {
    Step.ACKNOWLEDGE: actions.acknowledge,
    Step.SAY: actions.say,
    Step.MEDIATE: actions.propose_mediator,
    Step.CONCLUDE: actions.conclude,
    Step.CLOSE: actions.close,
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(permissions.may_receive)
def box(request: CoalitionRequest) -> HttpResponseBase:
    """The concerns that one receives, those first that have waited longest; with the passphrase they are passed on to those who
    came into the office since. Two queries."""
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count_attempt(request, "passphrase")
            passed = actions.pass_on(by=request.standing, passphrase=form.cleaned_data["passphrase"])
        except Refused as refusal:
            form.add_error("passphrase", refusal.verdict.sentence)
        else:
            messages.success(request, _passed(passed))
            return redirect("health:box", request.coalition.slug)
    rows = [(row, STATE[row.state], DUE[row.due]) for row in queries.concerns_for(request.standing)]
    context = {"rows": rows, "key": queries.key_in_use(request.standing), "form": form}
    return render(request, "health/box.html", context)


def _passed(passed: actions.Passed) -> str:
    if not passed.sealed and not passed.asked:
        return _("All is sealed for everybody who may receive it.")
    sealed = ngettext(
        "%(count)s concern is sealed for more.", "%(count)s concerns are sealed for more.", passed.sealed
    ) % {"count": passed.sealed}
    asked = ngettext(
        "%(count)s waits for you to open it, and to say that nobody who receives it next is concerned.",
        "%(count)s wait for you to open each, and to say that nobody who receives it next is concerned.",
        passed.asked,
    ) % {"count": passed.asked}
    return " ".join(told for told, number in ((sealed, passed.sealed), (asked, passed.asked)) if number)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(permissions.may_keep_key)
def key(request: CoalitionRequest) -> HttpResponseBase:
    """Make one's key, or another in its place."""
    found = queries.key_in_use(request.standing)
    form = KeyForm(request.POST or None, has_key=found is not None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.make_key(by=request.standing, passphrase=given["passphrase"], anew=given.get("anew", False))
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            messages.success(request, _("Your key is made. Concerns can reach you from now on."))
            return redirect("health:shares", request.coalition.slug)
    return render(request, "health/key.html", {"form": form, "key": found})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(permissions.may_read_of_concerns)
def concern(request: CoalitionRequest, raised_concern_id: str) -> HttpResponseBase:
    """One concern, missing for all but those who receive it: how far it has come, what can be done next; with the passphrase
    what was said."""
    found = queries.visible_concern(request.standing, raised_concern_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "health/concern.html", _shown(request, found))
    step = request.POST.get("step", "")
    if step in ("open", "file"):
        return _opened(request, found, step)
    if step == "pass":
        return _passed_on(request, found)
    if step not in list(Step):
        raise BadRequest(step)
    return _done(request, found, Step(step))


def _opened(request: CoalitionRequest, found: RaisedConcern, step: str) -> HttpResponseBase:
    """With the passphrase what was said, or a file that came with it."""
    form, shown = PassphraseForm(request.POST), _shown(request, found)
    if form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            count_attempt(request, "passphrase")
            if step == "file":
                return sent(queries.file_for(request.standing, found, passphrase, request.POST.get("file", "")))
            sides = queries.opened_for(request.standing, found, passphrase)
            shown["sides"] = [(side, PART[side.thread.part]) for side in sides]
            if choices := queries.choices_of_next(request.standing, found, passphrase):
                shown["pass_form"] = PassForm(choices, auto_id="id_pass_%s")
        except Refused as refusal:
            form.add_error("passphrase", refusal.verdict.sentence)
    return render(request, "health/concern.html", shown | {"open_form": form})


def _passed_on(request: CoalitionRequest, found: RaisedConcern) -> HttpResponseBase:
    """Seal it for those who receive now, once it was said that nobody among them is concerned. What is wrong is told at the form
    that opens it, for those who would come next are not shown before."""
    form, shown = PassphraseForm(request.POST), _shown(request, found)
    if form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            count_attempt(request, "passphrase")
            choices = queries.choices_of_next(request.standing, found, passphrase)
            given = PassForm(choices, request.POST, auto_id="id_pass_%s")
            if given.is_valid():
                passed = actions.pass_on_one(by=request.standing, concern=found, **given.cleaned_data)
                messages.success(request, _passed(passed))
                return redirect("health:concern", request.coalition.slug, found.pk)
            shown["pass_form"] = given
        except Refused as refusal:
            form.add_error("passphrase", refusal.verdict.sentence)
    return render(request, "health/concern.html", shown | {"open_form": form})


def _done(request: CoalitionRequest, found: RaisedConcern, step: Step) -> HttpResponseBase:
    form = _form(step, found, request.POST, request.FILES)
    if form.is_valid():
        try:
            if step is Step.HEAR:
                code = actions.ask_statement(by=request.standing, concern=found, **form.cleaned_data)
                return render(request, "health/receipt.html", {"code": code, "concern": found})
            _DONE[step](by=request.standing, concern=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
            choose_again(form)
        else:
            messages.success(request, _("It is sealed, and sent."))
            return redirect("health:concern", request.coalition.slug, found.pk)
    return render(request, "health/concern.html", _shown(request, found) | {f"{step}_form": form})


def _form(step: Step, found: RaisedConcern, data: Any = None, files: Any = None) -> forms.Form:
    ids = f"id_{step}_%s"
    if step is Step.SAY:
        sides = [(thread.part, PART[thread.part]) for thread in found.threads.all()]
        return SideForm(sides, data, files, auto_id=ids)
    return OutcomeForm(data, auto_id=ids) if step is Step.CONCLUDE else WordsForm(data, auto_id=ids)


def _shown(request: CoalitionRequest, found: RaisedConcern) -> dict[str, Any]:
    may = [step for step in Step if permissions.may_do(request.standing, found, step)]
    return {
        "concern": found,
        "state": STATE[found.state],
        "due": DUE[found.due],
        "threads": [
            (
                PART[each.part],
                ANSWER[each.mediator],
                ANSWER[each.outcome],
                each.said_fair,
                each.holds and ANSWER[each.holds],
            )
            for each in found.threads.all()
        ],
        "is_heard": any(each.part == Part.HEARD for each in found.threads.all()),
        "open_form": PassphraseForm(auto_id="id_open_%s"),
        "can_do": bool(may),
        **{f"{step}_form": _form(step, found) for step in may},
    }
