"""Pages of drafting: beginning an agreement, its terms, its paragraphs, translating, laying it down."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.agreements import actions, permissions, queries
from plenary.agreements.forms import (
    LayDownForm,
    NewForm,
    NewParagraphForm,
    ParagraphForm,
    TermsForm,
    TranslationForm,
)
from plenary.agreements.labels import KIND
from plenary.agreements.shown.finding import agreement_found, edition_asked
from plenary.agreements.shown.reading import differences, is_changed, languages_to_translate, to_translate
from plenary.agreements.shown.suggesting import beside
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def new(request: CoalitionRequest) -> HttpResponse:
    """Begin an agreement: its kind and its terms; the paragraphs follow."""
    asked = {name: request.GET[name] for name in ("kind", "body") if name in request.GET}
    form = NewForm(request.POST or None, coalition_id=request.coalition.id, initial=asked)
    if form.is_valid():
        given = form.cleaned_data
        made = actions.draft_agreement(by=request.standing, terms=form.terms(given["kind"]), body=given["body"])
        messages.success(request, _("The draft is begun, and members see it. Write its first paragraph."))
        return redirect("agreements:draft", request.coalition.slug, made.id)
    return render(
        request, "agreements/new.html", {"form": form, "clause": permissions.clause_of_adoption(request.coalition.id)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_drafts)
def draft(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """The draft: its paragraphs, each of which can be changed, and a new one."""
    found = agreement_found(request, agreement_id)
    lines, may_change = queries.draft_lines(found), permissions.may_change(request.standing, found)
    form = NewParagraphForm(request.POST or None, keys=[line.key for line in lines])
    if request.method == "POST":
        require(may_change)
        if form.is_valid():
            after = form.cleaned_data["after"]
            actions.write_paragraph(
                by=request.standing,
                agreement=found,
                words=form.cleaned_data["words"],
                after=queries.paragraph_of(found, after) if after else None,
            )
            messages.success(request, _("The paragraph is kept."))
            return redirect("agreements:draft", request.coalition.slug, found.id)
    context = {
        "agreement": found,
        "kind": KIND[found.kind],
        "lines": lines,
        **beside(request.standing, found, lines),
        "form": form,
        "may_change": may_change,
        "languages": languages_to_translate(found),
        "is_changed": is_changed(found, lines),
        "clause": permissions.clause_of_adoption(request.coalition.id),
        "changes": differences(found.current.lines, lines) if found.current else [],
    }
    return render(request, "agreements/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def terms(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """The terms of the draft: title, language, reservations, who may read it, its dates."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    form = TermsForm(request.POST or None, initial=TermsForm.of(found), coalition_id=request.coalition.id)
    if form.is_valid():
        actions.change_terms(by=request.standing, agreement=found, terms=form.terms(found.kind))
        messages.success(request, _("The terms of the draft are kept."))
        return redirect("agreements:draft", request.coalition.slug, found.id)
    return render(request, "agreements/terms.html", {"agreement": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def paragraph(request: CoalitionRequest, agreement_id: str, paragraph_id: str) -> HttpResponse:
    """Change one paragraph of the draft, or take it out (``step=remove``)."""
    found = agreement_found(request, agreement_id)
    row = queries.paragraph_of(found, paragraph_id)
    if row is None:
        raise Http404
    require(permissions.may_change(request.standing, found))
    if request.POST.get("step") == "remove":
        actions.remove_paragraph(by=request.standing, agreement=found, paragraph=row)
        messages.success(request, _("The paragraph is taken out. The record keeps its words."))
        return redirect("agreements:draft", request.coalition.slug, found.id)
    form = ParagraphForm(request.POST or None, initial={"words": row.words, "revision": row.revision})
    if form.is_valid():
        try:
            seen = form.cleaned_data["revision"] or 0
            actions.write_paragraph(
                by=request.standing, agreement=found, words=form.cleaned_data["words"], paragraph=row, revision=seen
            )
        except Refused as refusal:
            form.add_error("words", refusal.verdict.sentence)
        else:
            messages.success(request, _("The paragraph is kept."))
            return redirect("agreements:draft", request.coalition.slug, found.id)
    return render(request, "agreements/paragraph.html", {"agreement": found, "row": row, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def translate(request: CoalitionRequest, agreement_id: str, language: str) -> HttpResponse:
    """Translate what is being drafted, or an edition (``?edition=2``), beside the words that decide."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    if language not in dict(languages_to_translate(found)):
        raise Http404
    title, lines = to_translate(request.standing, found, edition_asked(request, found), language)
    form = TranslationForm(request.POST or None, title=title, lines=lines)
    if form.is_valid():
        given = {"words": form.words(), "source": {each.key: each.source for each in (title, *lines)}}
        actions.translate(by=request.standing, agreement=found, language=language, **given)
        messages.success(request, _("The translation is kept. Readers of its language see it."))
        return redirect(
            f"{reverse('agreements:agreement', args=[request.coalition.slug, found.id])}?language={language}"
        )
    context = {"agreement": found, "form": form, "language": language}
    return render(request, "agreements/translate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_draft)
def lay_down(request: CoalitionRequest, agreement_id: str) -> HttpResponse:
    """Lay the draft down as an edition, and go on to the proposal that would adopt it."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    form, lines = LayDownForm(request.POST or None), queries.draft_lines(found)
    if form.is_valid():
        try:
            edition = actions.lay_down(by=request.standing, agreement=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            address = reverse("decisions:new", args=[request.coalition.slug])
            return redirect(f"{address}?effect=agreements.adopt&edition={edition.id}")
    changes = differences(found.current.lines if found.current else (), lines)
    context = {"agreement": found, "form": form, "changes": changes, "is_first": found.current is None}
    context["clause"] = permissions.clause_of_adoption(request.coalition.id)
    return render(request, "agreements/lay_down.html", context)
