"""Pages of actors: those that the coalition words itself, one before all instruments, wording one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.forms.actors import ActorForm
from plenary.monitoring.forms.fields import languages_of
from plenary.monitoring.permissions.instruments import may_keep, may_read_instruments
from plenary.monitoring.queries.actors import worded_actor, worded_actors
from plenary.monitoring.shown.actors import actor_shown, actors_shown
from plenary.monitoring.shown.addressed import day_asked


@require_safe
@in_coalition(may_keep)
def actors(request: CoalitionRequest) -> HttpResponse:
    """The actors that the coalition words itself."""
    return render(request, "monitoring/actors.html", {"lines": actors_shown(worded_actors(request.coalition.id))})


@require_safe
@in_coalition(may_read_instruments)
def actor(request: CoalitionRequest, actor_code: str) -> HttpResponse:
    """How one actor stands to each instrument on a day, and what it did about each."""
    shown = actor_shown(request.standing, actor_code, day_asked(request))
    if shown is None:
        raise Http404
    return render(request, "monitoring/actor.html", {"shown": shown, "may_keep": may_keep(request.standing)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(may_keep)
def word(request: CoalitionRequest) -> HttpResponse:
    """Word an actor, anew or otherwise than before (``?code=XKX``)."""
    coalition_id = request.coalition.id
    row = worded_actor(coalition_id, request.GET.get("code", "")[:24])
    filled = ActorForm.of(row) if row else {"code": request.GET.get("code", "")[:24]}
    tags = languages_of(coalition_id, row.names if row else {})
    form = ActorForm(request.POST or None, tags=tags, coalition_id=coalition_id, initial=filled)
    if form.is_valid():
        try:
            made = actions.word_actor(by=request.standing, code=form.cleaned_data["code"], wording=form.worded)
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
        else:
            messages.success(request, _("It is called so from now on."))
            return redirect("monitoring:actor", request.coalition.slug, made.code)
    return render(request, "monitoring/word.html", {"form": form})
