"""Pages of the record: the feed, an entry, the receipt, the bundle, and how to verify them."""

import json

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plenary.accounts.freshness import shown_within_the_hour
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.record import queries
from plenary.record.forms import FeedForm
from plenary.record.labels import audience_word
from plenary.record.models import Entry
from plenary.record.permissions import may_read_record
from plenary.record.rules.verification import short_head

PAGE = 50


@require_safe
@in_masthead(gettext_lazy("Record"), 60)
@in_coalition(may_read_record)
def feed(request: CoalitionRequest) -> HttpResponseBase:
    """What was entered, newest first, in pages of fifty told by place."""
    form = FeedForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    before, about, kind = wanted.get("before"), wanted.get("about", ""), wanted.get("kind", "")
    lines = queries.feed(request.standing, before=before, about=about, kinds=[kind] if kind else [], limit=PAGE + 1)
    rest = request.GET.copy()
    rest.pop("before", None)
    shown = {
        "form": form,
        "lines": lines[:PAGE],
        "older": lines[PAGE - 1].n if len(lines) > PAGE else None,
        "rest": rest.urlencode(),
        "before": before,
        "about": about,
        "is_narrowed": bool(about or kind),
        "head": queries.signed_head(request.coalition.id),
    }
    return render(request, "record/feed.html", shown)


@require_safe
@in_coalition(may_read_record)
def entry(request: CoalitionRequest, entry_id: str) -> HttpResponseBase:
    """One entry: its sentence, what it says in words, what was hashed, and its receipt."""
    shown = queries.entry_shown(request.standing, entry_id)
    if shown is None:
        raise Http404
    head = queries.signed_head(request.coalition.id)
    path = queries.inclusion_proof(request.coalition.id, shown.line.n, head.size)
    context = {
        "shown": shown,
        "envelope": json.dumps(json.loads(shown.envelope), indent=2, ensure_ascii=False),
        "head": head,
        "path": [step.hex() for step in path],
        "readers": [audience_word(token) for token in shown.audience],
    }
    return render(request, "record/entry.html", context)


@require_safe
@in_coalition(may_read_record)
def receipt(request: CoalitionRequest, entry_id: str) -> HttpResponseBase:
    """The entry's receipt, to keep."""
    try:
        line = queries.receipt(request.standing, entry_id)
    except Entry.DoesNotExist:
        raise Http404 from None
    answer = HttpResponse(line, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{request.coalition.slug}-{entry_id}.receipt.json"'
    return answer


@require_safe
@in_coalition(may_read_record)
@shown_within_the_hour
def bundle(request: CoalitionRequest) -> HttpResponseBase:
    """The bundle for this reader, written as it is read."""
    answer = StreamingHttpResponse(queries.bundle_lines(request.standing), content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="{request.coalition.slug}.bundle.jsonl"'
    return answer


@require_safe
@in_coalition(may_read_record)
def head(request: CoalitionRequest) -> HttpResponseBase:
    """The present head, signed, as one line to keep."""
    answer = HttpResponse(queries.signed_head(request.coalition.id).text + "\n", content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{request.coalition.slug}.head.json"'
    return answer


@require_safe
@in_coalition(may_read_record)
def verify(request: CoalitionRequest) -> HttpResponseBase:
    """How to verify the record, what that proves, and what it cannot prove."""
    now = queries.signed_head(request.coalition.id)
    return render(request, "record/verify.html", {"head": now, "short": short_head(now.size, now.root)})
