"""The forms of a draft by chapter: a chapter with what can be changed in it, one part of it, a thing added, taken out, moved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenary.charter import actions, permissions, prose
from plenary.charter.forms.guided import InsteadForm, NameForm, called
from plenary.charter.forms.parts import PartForm
from plenary.charter.labels import parts as words
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.rules import editing
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.parts import CHAPTERS, ITEMS, KINDS, Part, parts, value_of, with_value
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.charter.shown.finding import draft_to_change
from plenary.charter.starting import shipped
from plenary.charter.views.workbench import Edit, Work, address, told_contradictions, worked
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, refuse


@require_safe
@in_coalition(permissions.may_draft_charter)
def chapter(request: CoalitionRequest, draft_id: str, chapter_key: str) -> HttpResponse:
    """A chapter of a draft as it would read, and beside each part what can be done with it."""
    draft = draft_to_change(request, draft_id)
    charter, title = charter_from_json(draft.document), _title(chapter_key)
    context = {
        "draft": draft,
        "chapter_key": chapter_key,
        "title": title,
        "sections": _sections(draft, charter, chapter_key),
        "adds": [(kind, words.ADD[kind][0]) for kind in ITEMS if KINDS[kind][1] == chapter_key and kind != "seats"],
        "contradictions": told_contradictions(request, draft, charter, chapter_key, charter),
    }
    return render(request, "charter/chapter.html", context)


@in_coalition(permissions.may_draft_charter)
def part(request: CoalitionRequest, draft_id: str, part_key: str) -> HttpResponse:
    """The form of one part of a draft; its chapter is read beside it."""
    draft = draft_to_change(request, draft_id)
    charter = charter_from_json(draft.document)
    found = _part_or_404(charter, part_key)

    def form_of(charter: Charter, data: Any) -> PartForm:
        return PartForm(charter, _part_or_404(charter, part_key), data)

    def edit_of(form: PartForm) -> Edit:
        value = form.value()
        return lambda charter: with_value(charter, parts(charter)[part_key], value)

    work = Work(
        form_of=form_of,
        edit_of=edit_of,
        title=name_of(charter, found),
        chapter=found.chapter,
        part=part_key,
        back=address("chapter", request, draft, found.chapter),
        back_words=_title(found.chapter),
    )
    return worked(request, draft, work)


@in_coalition(permissions.may_draft_charter)
def add(request: CoalitionRequest, draft_id: str, kind: str) -> HttpResponse:
    """Add a thing to a draft under its name; seats are added to the body of ``?in=``."""
    draft = draft_to_change(request, draft_id)
    charter, inside = charter_from_json(draft.document), request.GET.get("in", "")
    if kind not in ITEMS or (kind == "seats") != (parts(charter).get(inside, _NO_PART).kind == "body"):
        raise Http404
    where = KINDS[kind][1]
    work = Work(
        form_of=lambda charter, data: NameForm(charter, kind, data),
        edit_of=lambda form: lambda charter: editing.with_added(charter, kind, form.names(), inside)[0],
        title=str(words.ADD[kind][0]),
        lede=_("Give it a name; what it does and how it is filled you say next."),
        chapter=where,
        back=address("chapter", request, draft, where),
        back_words=_title(where),
        onward=lambda before, after: next(
            (address("part", request, draft, key) for key in parts(after) if key not in parts(before)), ""
        ),
    )
    return worked(request, draft, work)


@in_coalition(permissions.may_draft_charter)
def take_out(request: CoalitionRequest, draft_id: str, part_key: str) -> HttpResponse:
    """Take a thing out of a draft: first it is told which clauses name it, and what they may name instead."""
    draft = draft_to_change(request, draft_id)
    charter = charter_from_json(draft.document)
    found = _part_or_404(charter, part_key)
    if found.kind not in ITEMS:
        raise Http404
    if found.kind in ("category", "body", "process") and len(getattr(charter, ITEMS[found.kind])) == 1:
        raise Refused(refuse("charter.last_of_its_kind"))
    naming = _naming(charter, found)
    form = InsteadForm(charter, found.kind, value_of(charter, found).code, request.POST or None) if naming else None
    if request.method == "POST" and (form is None or form.is_valid()):
        instead = form.cleaned_data["instead"] if form else ""

        def edit(charter: Charter) -> Charter:
            here = parts(charter)
            return editing.without(charter, here[part_key], instead) if part_key in here else charter

        _amend(request, draft, edit)
        messages.success(request, _("“%(name)s” is taken out of the draft.") % {"name": name_of(charter, found)})
        return redirect("charter:chapter", request.coalition.slug, draft.id, found.chapter)
    context = {"draft": draft, "part": found, "name": name_of(charter, found), "naming": naming, "form": form}
    return render(request, "charter/take_out.html", context)


@in_coalition(permissions.may_draft_charter)
@require_POST
def move(request: CoalitionRequest, draft_id: str, part_key: str) -> HttpResponse:
    """Put a thing of a draft up or down in its row."""
    draft = draft_to_change(request, draft_id)
    found = _part_or_404(charter_from_json(draft.document), part_key)
    by = {"up": -1, "down": 1}.get(request.POST.get("way", ""))
    if found.kind not in ITEMS or by is None:
        raise Http404

    def edit(charter: Charter) -> Charter:
        here = parts(charter)
        return editing.moved(charter, here[part_key], by) if part_key in here else charter

    _amend(request, draft, edit)
    return redirect(f"{address('chapter', request, draft, found.chapter)}#{part_key}")


def _amend(request: CoalitionRequest, draft: CharterDraft, edit: Edit) -> None:
    """Change the draft as it was just read; who was overtaken between that and the change is told, and looks again."""
    try:
        actions.amend_draft(by=request.standing, draft=draft, revision=draft.revision, edit=edit)
    except actions.DraftMovedError as moved:
        raise Refused(refuse(moved.reason)) from None


_NO_PART = Part("", "", "", ())


def name_of(charter: Charter, found: Part) -> str:
    """What a part is called: the name that it has, else what parts of its kind are called."""
    value = value_of(charter, found)
    names = getattr(value, "names", None) or getattr(value, "what", None)
    said = words_in(names, get_language() or "en", charter.languages) if names else ""
    return said or str(words.PARTS.get(found.kind, "")) or getattr(value, "code", found.key)


def titles() -> dict[str, str]:
    """The titles of all chapters, by key, in their order."""
    return {chapter.key: chapter.title for chapter in prose.chapters(shipped("elected-board"), get_language() or "en")}


def _title(chapter_key: str) -> str:
    if chapter_key not in CHAPTERS:
        raise Http404
    return titles()[chapter_key]


def _part_or_404(charter: Charter, part_key: str) -> Part:
    found = parts(charter).get(part_key)
    if found is None:
        raise Http404
    return found


def _naming(charter: Charter, found: Part) -> list[dict[str, str]]:
    """The parts that name a thing, with what they are called."""
    if found.kind in ("seats", "sharing"):
        return []
    known = parts(charter)
    keys = editing.naming_parts(charter, found.kind, value_of(charter, found).code)
    own = f"{found.key}."
    return [{"key": key, "name": _placed(charter, known[key])} for key in keys if not key.startswith(own)]


def _placed(charter: Charter, found: Part) -> str:
    name = name_of(charter, found)
    if found.kind == "seats":
        body = ".".join(found.key.split(".")[:-1])
        return _("%(seats)s in the %(body)s") % {"seats": name, "body": called(charter, body)}
    return name


def _sections(draft: CharterDraft, charter: Charter, chapter_key: str) -> list[dict[str, Any]]:
    """The parts of a chapter with their clauses, and what can be done with each."""
    language = get_language() or "en"
    lines = drafting.lines_of(drafting.chapters_before(draft, language), charter, language, chapter_key)
    counted = drafting.comment_counts(draft)
    known = parts(charter)
    loose = [line for line in lines if not line.part or known[line.part].chapter != chapter_key]
    found: list[dict[str, Any]] = [{"part": None, "lines": [line for line in loose if line.kind != "removed"]}]
    for key, here in known.items():
        if here.chapter == chapter_key:
            mine = [line for line in lines if line.part == key]
            found.append(
                {
                    "part": here,
                    "name": name_of(charter, here),
                    "lines": mine,
                    "is_item": here.kind in ITEMS,
                    "holds_seats": here.kind == "body" and value_of(charter, here).kind != "plenary",
                    "said": sum(counted.get(line.key, 0) for line in mine),
                }
            )
    found.append({"part": None, "lines": [line for line in loose if line.kind == "removed"]})
    return [section for section in found if section["part"] or section["lines"]]
