"""Lists of cards, a card, and the forms that add, amend, share and remove one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from plenary.accounts.freshness import ask_again, shown_where
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.navigation import in_masthead
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.directory import actions, permissions, queries
from plenary.directory.forms import CardForm, GenderForm, SearchForm, ShareForm
from plenary.directory.labels import GENDERS
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.fields import ORGANISATIONS, PERSONS

PAGE = 50


@require_safe
@in_masthead(gettext_lazy("Directory"), 35)
@in_coalition(permissions.may_read_directory)
def organisations(request: CoalitionRequest) -> HttpResponse:
    """The organisations that the reader may see, searched by name and country."""
    return _list(request, Organisation)


@require_safe
@in_coalition(permissions.may_read_directory)
def persons(request: CoalitionRequest) -> HttpResponse:
    """The persons that the reader may see, searched by name and country."""
    return _list(request, Person)


def _list(request: CoalitionRequest, cards: type[Organisation] | type[Person]) -> HttpResponse:
    standing = request.standing
    form = SearchForm(request.GET, countries=queries.countries_of(standing, cards))
    asked = form.cleaned_data if form.is_valid() else {"words": "", "country": ""}
    find = queries.found_organisations if cards is Organisation else queries.found_persons
    found = Paginator(find(standing, asked["words"], asked["country"]), PAGE)
    context = {
        "form": form,
        "page": found.get_page(request.GET.get("page")),
        "kind": ORGANISATIONS if cards is Organisation else PERSONS,
        "is_search": any(asked.values()),
        "may_administer": permissions.may_administer(standing),
        "may_import": permissions.may_import(standing),
        "may_export": permissions.may_export(standing),
    }
    return render(request, "directory/cards.html", context)


def _is_protected(request: CoalitionRequest, card_id: str) -> bool:
    return queries.is_protected(request.standing, card_id)


def _card[C: (Organisation, Person)](standing: Standing, card_id: str, kind: type[C]) -> C:
    """The card of an address, or 404; a look at a protected one is entered."""
    found = actions.open_card(by=standing, card_id=card_id, kind=kind)
    if found is None:
        raise Http404
    return found


@require_safe
@in_coalition(permissions.may_read_directory)
@shown_where(_is_protected)
def organisation(request: CoalitionRequest, card_id: str) -> HttpResponse:
    """One organisation's card."""
    card = _card(request.standing, card_id, Organisation)
    context = {
        "card": card,
        "kind": ORGANISATIONS,
        "contacts": card.contactdetails.all(),
        "may_amend": permissions.may_amend(request.standing, card),
        "may_remove": permissions.may_administer(request.standing),
        "share_form": ShareForm(),
    }
    return render(request, "directory/card.html", context)


@require_safe
@in_coalition(permissions.may_read_directory)
@shown_where(_is_protected)
def person(request: CoalitionRequest, card_id: str) -> HttpResponse:
    """One person's card; how they are reached only for those who may see it."""
    card = _card(request.standing, card_id, Person)
    may_see_contact = permissions.may_see_contact(request.standing, card)
    context = {
        "card": card,
        "kind": PERSONS,
        "contacts": card.contactdetails.all() if may_see_contact else [],
        "email": card.email if may_see_contact else "",
        "gender": GENDERS.get(card.gender, card.gender),
        "may_amend": permissions.may_amend(request.standing, card),
        "may_remove": permissions.may_administer(request.standing),
    }
    return render(request, "directory/card.html", context)


@in_coalition(permissions.may_administer)
def add_organisation(request: CoalitionRequest) -> HttpResponse:
    """Add an organisation's card."""
    form = CardForm(request.POST or None, kind=ORGANISATIONS)
    if request.method == "POST" and form.is_valid():
        made = actions.add_organisation(by=request.standing, **form.given())
        return redirect("directory:organisation", request.coalition.slug, made.pk)
    return render(request, "directory/card_form.html", {"form": form, "kind": ORGANISATIONS})


@in_coalition(permissions.may_administer)
def add_person(request: CoalitionRequest) -> HttpResponse:
    """Add a person's card."""
    form = CardForm(request.POST or None, kind=PERSONS)
    if request.method == "POST" and form.is_valid():
        made = actions.add_person(by=request.standing, **form.given())
        return redirect("directory:person", request.coalition.slug, made.pk)
    return render(request, "directory/card_form.html", {"form": form, "kind": PERSONS})


@in_coalition(permissions.may_read_directory)
@shown_where(_is_protected)
def amend_organisation(request: CoalitionRequest, card_id: str) -> HttpResponse:
    """Amend an organisation's card."""
    card = _card(request.standing, card_id, Organisation)
    require(permissions.may_amend(request.standing, card))
    form = CardForm(request.POST or None, kind=ORGANISATIONS, card=card)
    if request.method == "POST" and form.is_valid():
        actions.amend_organisation(by=request.standing, organisation=card, **form.given())
        return redirect("directory:organisation", request.coalition.slug, card.pk)
    return render(request, "directory/card_form.html", {"form": form, "kind": ORGANISATIONS, "card": card})


@in_coalition(permissions.may_read_directory)
@shown_where(_is_protected)
def amend_person(request: CoalitionRequest, card_id: str) -> HttpResponseBase:
    """Amend a person's card; people amend their own. Another address of one who signs in asks again who it is."""
    card = _card(request.standing, card_id, Person)
    require(permissions.may_amend(request.standing, card))
    is_own = card.pk == request.standing.person
    left = ("gender",) if is_own or card.gender_given else ()
    form = CardForm(request.POST or None, kind=PERSONS, card=card, leaves=left)
    gender = GenderForm(request.POST or None, card=card) if is_own else None
    if request.method == "POST" and form.is_valid() and (gender is None or gender.is_valid()):
        changes_address = card.account_id and form.given()["email"] != card.email
        if changes_address and (asked := ask_again(request)):
            return asked
        if gender is None:
            actions.amend_person(by=request.standing, person=card, **form.given())
        else:
            actions.amend_own_card(by=request.standing, person=card, **form.given(), **gender.given())
        return redirect("directory:person", request.coalition.slug, card.pk)
    context = {"form": form, "kind": PERSONS, "card": card, "gender": gender}
    return render(request, "directory/card_form.html", context)


@require_POST
@in_coalition(permissions.may_administer)
@shown_where(_is_protected)
def remove(request: CoalitionRequest, card_id: str) -> HttpResponse:
    """Remove a card, unless a room above uses it."""
    card: Organisation | Person | None = actions.open_card(by=request.standing, card_id=card_id, kind=Organisation)
    card = card or _card(request.standing, card_id, Person)
    address = "organisation" if isinstance(card, Organisation) else "person"
    try:
        actions.remove_card(by=request.standing, card=card)
    except Refused as refused:
        messages.error(request, refused.verdict.sentence)
        return redirect(f"directory:{address}", request.coalition.slug, card.pk)
    messages.success(request, _("%(name)s was removed from the directory.") % {"name": card.name})
    return redirect(f"directory:{address}s", request.coalition.slug)


@require_POST
@in_coalition(permissions.may_administer)
@shown_where(_is_protected)
def share(request: CoalitionRequest, card_id: str) -> HttpResponse:
    """Agree that a card stands for an organisation that other coalitions know, or end the agreement."""
    card = _card(request.standing, card_id, Organisation)
    try:
        if "withdraw" in request.POST:
            actions.withdraw_shared(by=request.standing, organisation=card)
        else:
            actions.agree_shared(by=request.standing, organisation=card, shared=request.POST.get("shared", ""))
    except Refused as refused:
        messages.error(request, refused.verdict.sentence)
    return redirect("directory:organisation", request.coalition.slug, card.pk)
