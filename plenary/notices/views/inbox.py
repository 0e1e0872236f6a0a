"""The inbox, how its mails come, and the replies that wait in it."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.core.verdicts import refuse
from plenary.notices import audiences, queries
from plenary.notices.actions import choices as choosing
from plenary.notices.actions import replies, visits
from plenary.notices.forms import ChoicesForm
from plenary.notices.permissions import may_connect, may_open_inbox
from plenary.notices.replying import handler_of


@require_safe
@in_masthead(gettext_lazy("Inbox"), 15)
@in_coalition(may_open_inbox)
def inbox(request: CoalitionRequest) -> HttpResponseBase:
    """What was entered for the reader, new entries marked; seeing the first page makes them read."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    found = queries.inbox(request.standing, before)
    if before is None and found.new and request.method == "GET":
        visits.note_visit(by=request.standing, sequence=found.lines[0][0].n)
    context = {"inbox": found, "before": before, "may_connect": may_connect(request.standing)}
    return render(request, "notices/inbox.html", context)


@in_coalition(may_open_inbox)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: CoalitionRequest) -> HttpResponseBase:
    """How mails of each topic come."""
    form = ChoicesForm(request.standing, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choosing.choose_ways(by=request.standing, ways=form.ways)
        messages.success(request, _("Your choices are saved."))
        return redirect("notices:choices", request.coalition.slug)
    is_at_risk = request.standing.account in audiences.content_free(request.coalition.id)
    return render(request, "notices/choices.html", {"form": form, "is_at_risk": is_at_risk})


@in_coalition(may_open_inbox)
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: CoalitionRequest, held_id: str) -> HttpResponseBase:
    """A reply by mail that waits: its words, why it waits, and the two answers."""
    reply = queries.held_replies(request.standing).filter(id=held_id).first()
    handler = handler_of(reply.kind) if reply else None
    if reply is None or handler is None:
        raise Http404
    address = handler.address(request.coalition.slug, reply.parent)
    step = request.POST.get("step", "")
    if request.method == "POST" and step not in ("confirm", "discard"):
        raise BadRequest(step)
    if step == "discard":
        replies.discard(by=request.standing, reply=reply)
        messages.success(request, _("The reply is thrown away."))
        return redirect("notices:inbox", request.coalition.slug)
    if step == "confirm":
        replies.confirm(by=request.standing, reply=reply)
        messages.success(request, _("Your reply is entered as a comment."))
        return redirect(address)
    context = {"reply": reply, "words": queries.words_of(reply), "why": _why(reply.reason), "address": address}
    return render(request, "notices/held.html", context)


def _why(reason: str) -> str:
    """Why a reply waits, in words; nothing where they speak of facts that were not kept, or are gone."""
    try:
        return refuse(reason).sentence
    except KeyError:
        return ""
