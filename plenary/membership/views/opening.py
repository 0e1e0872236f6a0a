"""The opening questions: the conversation of all, one member's answers, the sheet, and the sheet on paper."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts.freshness import shown_where
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.membership import actions, permissions
from plenary.membership.forms.opening import OpeningForm
from plenary.membership.labels import QUESTION, QUESTION_HELP
from plenary.membership.models import Member
from plenary.membership.permissions.opening import may_answer_opening, may_print_opening
from plenary.membership.queries import opening as queries
from plenary.membership.rules import WAITING
from plenary.membership.rules.opening import Question, next_question
from plenary.membership.shown import Answered, audience_choices, opening_of, said, without_room
from plenary.membership.views.member import is_of_protected, member_or_404

A_PAGE = 50


@require_safe
@in_coalition(permissions.may_hear_opening)
def opening(request: CoalitionRequest) -> HttpResponse:
    """The conversation: one question, with what members answer to it as far as the reader hears them."""
    asked = request.GET.get("asked", Question.WHO)
    if asked not in Question:
        raise Http404
    standing, charter = request.standing, charter_of(request.coalition.id)
    numbers = queries.numbers_answered(standing)
    page = Paginator(queries.standing_answers(standing, asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "question": QUESTION[asked],
        "help": QUESTION_HELP[asked],
        "questions": [(code, QUESTION[code], numbers[code]) for code in Question],
        "page": page,
        "answers": said(charter, list(page)),
        "may_facilitate": permissions.may_facilitate(standing),
    }
    return render(request, "membership/opening.html", context)


@require_safe
@in_coalition(may_print_opening)
def paper(request: CoalitionRequest) -> HttpResponse:
    """The sheet for a first meeting on paper: the questions, with room to write and who hears each answer to tick."""
    context = {
        "questions": [(QUESTION[code], QUESTION_HELP[code]) for code in Question],
        "audiences": [label for _code, label in audience_choices(request.coalition.id)],
    }
    return render(request, "membership/opening_paper.html", context)


@require_safe
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def of_member(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """What one member answers, what changed since, and who hears it."""
    member = member_or_404(request, member_id)
    answers = opening_of(request.standing, member)
    may_ask = permissions.may_answer(request.standing, member)
    context = {
        "member": member,
        "answers": answers,
        "is_answered": any(each.now for each in answers),
        "is_mine": request.standing.member == member.id,
        "waits": member.status in WAITING,
        "may_answer": may_answer_opening(request.standing, member),
        "may_ask": may_ask,
        "without_room": without_room(request.standing, member, answers) if may_ask else "",
        "looks_again_at": queries.member_looks_again_at(member.coalition_id, member.id),
    }
    return render(request, "membership/opening_of_member.html", context)


def _form(
    request: CoalitionRequest, member: Member, questions: tuple[Question, ...], answers: Sequence[Answered]
) -> OpeningForm:
    stands = {each.question: each.now.row for each in answers if each.now}
    return OpeningForm(
        request.POST or None,
        questions=questions,
        audiences=audience_choices(request.coalition.id),
        languages=charter_of(request.coalition.id).languages,
        stands=stands,
        typed_in=request.standing.member != member.id,
    )


def _kept(request: CoalitionRequest, member: Member, form: OpeningForm) -> bool:
    """True once what was filled in is kept; else the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        on = form.cleaned_data.get("said_on")
        actions.answer_opening(by=request.standing, member=member, given=form.given(), said_on=on)
    except Refused as refusal:
        form.add_error(
            "said_on" if refusal.verdict.reason == "membership.day_to_come" else None, refusal.verdict.sentence
        )
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def answer(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """The whole sheet on one page; typed in from paper by whoever leads the conversation."""
    member = member_or_404(request, member_id)
    require(may_answer_opening(request.standing, member))
    form = _form(request, member, tuple(Question), opening_of(request.standing, member))
    if _kept(request, member, form):
        messages.success(request, _("The answers are kept."))
        return redirect("membership:member_opening", request.coalition.slug, member.id)
    context = {"member": member, "form": form, "is_mine": request.standing.member == member.id}
    return render(request, "membership/opening_sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def answer_one(request: CoalitionRequest, member_id: str, opening_code: str) -> HttpResponse:
    """One question, and then the next."""
    if opening_code not in Question:
        raise Http404
    member, question = member_or_404(request, member_id), Question(opening_code)
    require(may_answer_opening(request.standing, member))
    answers, follows = opening_of(request.standing, member), next_question(question)
    form = _form(request, member, (question,), answers)
    here = [request.coalition.slug, member.id]
    after = reverse("membership:answer_one", args=[*here, follows]) if follows else ""
    if _kept(request, member, form):
        if not follows:
            messages.success(request, _("The answers are kept."))
        return redirect(after or reverse("membership:member_opening", args=here))
    context = {
        "member": member,
        "form": form,
        "is_mine": request.standing.member == member.id,
        "number": tuple(Question).index(question) + 1,
        "total": len(Question),
        "after": after,
        "without_room": "" if member.status in WAITING else without_room(request.standing, member, answers),
    }
    return render(request, "membership/opening_sheet.html", context)


@require_POST
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def look_again(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """One click: all of it is so still."""
    member = member_or_404(request, member_id)
    actions.look_again(by=request.standing, member=member)
    messages.success(request, _("Thank you. You are asked again in a year."))
    return redirect("membership:member_opening", request.coalition.slug, member.id)
