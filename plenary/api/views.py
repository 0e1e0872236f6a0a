"""Pages of the API: its description for programs, and the page of one's tokens."""

from collections.abc import Mapping
from functools import cache

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts import actions, queries
from plenary.accounts.models import Account
from plenary.accounts.rules import Scope
from plenary.api.forms import TokenForm
from plenary.api.root import api
from plenary.coalitions.queries import coalitions_by_id
from plenary.core.belonging import coalitions_of
from plenary.core.http.access import public, signed_in
from plenary.core.verdicts import Refused


@cache
def _described() -> bytes:
    """The description as it is sent; written once, for it takes a second and does not change while the server runs."""
    return JsonResponse(api().get_openapi_schema()).content


@public
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What can be asked and what is answered, as OpenAPI 3.1. Open to all: it says nothing of any coalition."""
    answer = HttpResponse(_described(), content_type="application/json")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponseBase:
    """One's tokens, and a form for a new one, which is shown in the answer and never again."""
    own = _own(request)
    names = {each.id: each.name_in(get_language() or "en") for each in coalitions_by_id(coalitions_of(own.id))}
    form = TokenForm(list(names.items()), request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = _made(own, form)
            form = TokenForm(list(names.items()))
        except Refused as refused:
            form.add_error(None, refused.verdict.sentence)
    context = {"form": form, "secret": secret, "tokens": _shown(own, names)}
    return render(request, "api/tokens.html", context)


@signed_in
@require_POST
def end_token(request: HttpRequest) -> HttpResponseBase:
    """End one token of one's own."""
    if not actions.end_tokens(by=_own(request), token_ids=[request.POST.get("token", "")]):
        raise Http404
    messages.success(request, _("The token is ended: programs that show it are turned away."))
    return redirect("api:tokens")


def _made(own: Account, form: TokenForm) -> str:
    given = form.cleaned_data
    _token, secret = actions.make_token(
        by=own,
        name=given["name"],
        scopes=[Scope(each) for each in given["scopes"]],
        days=given["days"],
        coalitions=given.get("coalitions", []),
    )
    return secret


def _shown(own: Account, names: Mapping[str, str]) -> list[dict[str, object]]:
    """Each token that holds, with what it may do and where, in words."""
    may = {Scope.READ: _("read"), Scope.WRITE: _("write"), Scope.VOTE: _("vote"), Scope.GOVERN: _("govern")}
    return [
        {
            "token": token,
            "may": ", ".join(may[Scope(scope)] for scope in token.scopes),
            "where": ", ".join(names.get(each, _("a coalition that is no longer yours")) for each in token.coalitions),
        }
        for token in queries.tokens_of(own)
    ]


def _own(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
