"""Pages of alarms: one's own page, whom one chose, the button, what was done, and the way back."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_lately
from plenary.accounts.models import Account
from plenary.core import reach
from plenary.core.actions import log_server_act
from plenary.core.http.access import signed_in
from plenary.core.verdicts import Refused
from plenary.emergency import actions, permissions
from plenary.emergency.forms import AnswerForm, SearchForm
from plenary.emergency.models import Alarm, Chosen, Guide
from plenary.emergency.queries import alarms, choices

CAME = {
    actions.Came.WAITS: gettext_lazy("You have agreed. It waits 48 hours for a second one who says the same."),
    actions.Came.DIFFERS: gettext_lazy(
        "You have agreed, and others said something else. Speak with each other, and say the same."
    ),
    actions.Came.UNDONE: gettext_lazy("The alarm is undone. Tell the person, by voice, how they get in."),
}


@signed_in
@require_safe
@reach.everywhere("an alarm is for every coalition of a person")
def danger(request: HttpRequest) -> HttpResponseBase:
    """For whom one may raise the alarm, the alarm for oneself, what stands, and the way to choose."""
    own = _own(request)
    context = {
        "known": choices.chosen_by(own),
        "raised": alarms.raised_by(own)[:10],
        "guided": alarms.guided_by(own.id),
        "before": alarms.about(own)[:10],
        "has_chosen": Chosen.objects.filter(account=own).exists(),
    }
    return render(request, "emergency/danger.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
@reach.everywhere("an alarm is for every coalition of a person")
def chosen(request: HttpRequest) -> HttpResponseBase:
    """Whom one chose, and choosing: only for one who has shown lately who they are, for a phone may be in others' hands."""
    own = _own(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    if request.method == "POST":
        try:
            _choose(own, request)
        except Refused as refused:
            messages.error(request, refused.verdict.sentence)
        return redirect("emergency:chosen")
    context = {
        "form": form,
        "words": words,
        "address": words.strip() if "@" in words else "",
        "offered": [] if "@" in words else choices.offered(own, words),
        "raise_it": choices.choices_of(own, Chosen.RAISES),
        "undo_it": choices.choices_of(own, Chosen.UNDOES),
    }
    return render(request, "emergency/chosen.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reach.everywhere("an alarm is for every coalition of a person")
def raise_for(request: HttpRequest, choice_id: str) -> HttpResponseBase:
    """The button for somebody who chose the reader; pressed, it is done when the next page comes."""
    own = _own(request)
    choice = choices.choice_at(own, choice_id)
    if choice is None:
        raise Http404
    stands = alarms.alarm_that_stands(choice.account_id)
    if request.method == "POST":
        made = actions.raise_alarm(by=own, about=choice.account)
        return redirect("emergency:raised", made.id) if made.raised_by_id == own.id else redirect("emergency:danger")
    if stands is not None or not choice.account.is_active:
        return redirect("emergency:danger")
    known = next((each for each in choices.chosen_by(own) if each.choice == choice.id), None)
    return render(
        request, "emergency/raise.html", {"known": known, "verdict": permissions.may_raise(own, choice.account)}
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reach.everywhere("an alarm is for every coalition of a person")
def raise_own(request: HttpRequest) -> HttpResponseBase:
    """The button for oneself; pressed, one is signed out everywhere, here too."""
    own = _own(request)
    if request.method == "POST":
        made = actions.raise_alarm(by=own, about=own)
        logout(request)
        return render(request, "emergency/raised_own.html", {"alarm": made})
    undo = Chosen.objects.filter(account=own, role=Chosen.UNDOES, chosen__is_active=True).count()
    return render(request, "emergency/raise.html", {"known": None, "is_own": True, "undo": undo})


@signed_in
@require_safe
@never_cache
@reach.everywhere("an alarm is for every coalition of a person")
def raised(request: HttpRequest, alarm_id: str) -> HttpResponseBase:
    """What was done, and in short what cannot be called back; names nobody. For the one who raised it."""
    own = _own(request)
    found = alarms.raised_by(own).filter(id=alarm_id).first()
    if found is None:
        raise Http404
    context = {"alarm": found, "is_whole": alarms.is_whole(found.cards.all()), "left": alarms.left_outside(found)}
    return render(request, "emergency/raised.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
@reach.everywhere("an alarm is for every coalition of a person")
def alarm(request: HttpRequest, alarm_id: str) -> HttpResponseBase:
    """An alarm for one who may undo it: who, what was sealed where, all that cannot be called back; and agreeing."""
    own = _own(request)
    guide = _guide(own, alarm_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            came = actions.agree_to_undo(by=own, alarm=guide.alarm, answer=actions.Answer(**form.cleaned_data))
        except Refused as refused:
            form.add_error("address" if form.cleaned_data["address"] else None, refused.verdict.sentence)
        else:
            messages.success(request, CAME[came])
            done = came is actions.Came.UNDONE
            return redirect("emergency:danger") if done else redirect("emergency:alarm", guide.alarm_id)
    log_server_act(kind="emergency.looked_at", account=own.id, alarm=guide.alarm_id)
    return render(request, "emergency/alarm.html", _told(guide, form))


@signed_in
@require_safe
@shown_lately
@reach.everywhere("an alarm is for every coalition of a person")
def withheld(request: HttpRequest, alarm_id: str, coalition_id: str) -> HttpResponseBase:
    """What the record of a coalition said of the person, for one who may undo the alarm; the look is logged."""
    own = _own(request)
    guide = _guide(own, alarm_id)
    found = alarms.withheld_there(guide, coalition_id)
    if found is None:
        raise Http404
    log_server_act(kind="emergency.looked_at", account=own.id, alarm=guide.alarm_id, coalition=coalition_id)
    return render(request, "emergency/withheld.html", {"alarm": guide.alarm, "lines": found})


def _told(guide: Guide, form: AnswerForm) -> dict[str, object]:
    found: Alarm = guide.alarm
    return {
        "guide": guide,
        "alarm": found,
        "form": form,
        "name": alarms.names_of(found)[0],
        "sealed": alarms.sealed_there(guide),
        "left": alarms.left_outside(found),
    }


def _guide(own: Account, alarm_id: str) -> Guide:
    guide = alarms.guide_of(own, alarm_id)
    if guide is None or not permissions.may_undo(guide):
        raise Http404
    return guide


def _choose(own: Account, request: HttpRequest) -> None:
    given = {name: request.POST.get(name, "") for name in ("back", "role", "person", "address")}
    if given["back"]:
        actions.take_choice_back(by=own, choice=given["back"])
        messages.success(request, _("Taken back."))
    elif given["role"] in (Chosen.RAISES, Chosen.UNDOES) and (given["person"] or given["address"]):
        actions.choose(by=own, role=given["role"], person=given["person"], address=given["address"])
        messages.success(request, _("Chosen."))
    else:
        raise Http404


def _own(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
