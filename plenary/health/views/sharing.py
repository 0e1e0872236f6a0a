"""Sharing one's key, handing a share over, and getting one's own back."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.health import actions, permissions
from plenary.health.attempts import count_attempt
from plenary.health.forms import PassphraseForm
from plenary.health.models import ReceiverKey
from plenary.health.queries import key_in_use
from plenary.health.queries.recovering import asked_of, keys_of_before, returning, shared_among, visible_recovery


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(permissions.may_keep_key)
def shares(request: CoalitionRequest) -> HttpResponseBase:
    """How one's key is shared, who asks for a share that one keeps, and one's own that comes back; each with the passphrase."""
    key = key_in_use(request.standing)
    if key is None:
        return render(request, "health/shares.html", {"key": None})
    form = PassphraseForm(request.POST or None)
    if request.POST.get("step") == "ask":
        actions.ask_for_key(by=request.standing, lost=request.POST.get("key", ""))
        messages.success(request, _("Those who keep shares of it are asked for them."))
        return redirect("health:shares", request.coalition.slug)
    if request.method == "POST" and form.is_valid():
        try:
            count_attempt(request, "passphrase")
            messages.success(request, _done(request, key, form.cleaned_data["passphrase"]))
        except Refused as refusal:
            form.add_error(None, refusal.verdict.sentence)
        else:
            return redirect("health:shares", request.coalition.slug)
    among, needed = shared_among(key)
    context = {
        "key": key,
        "form": form,
        "among": among,
        "needed": needed,
        "asked": asked_of(request.standing, key),
        "returning": returning(request.standing),
        "receives": permissions.may_receive(request.standing),
        "before": keys_of_before(request.standing, key),
    }
    return render(request, "health/shares.html", context)


def _done(request: CoalitionRequest, key: ReceiverKey, passphrase: str) -> str:
    """Do what was asked, and say so. Raises Refused, Http404."""
    if request.POST.get("step") == "share":
        actions.share_key(by=request.standing, passphrase=passphrase)
        return _("Your key is shared.")
    recovery = visible_recovery(request.standing, key, request.POST.get("recovery", ""))
    if recovery is None:
        raise Http404
    if request.POST.get("step") == "hand":
        actions.hand_share(by=request.standing, recovery=recovery, passphrase=passphrase)
        return _("Your share is handed over.")
    actions.recover_key(by=request.standing, recovery=recovery, passphrase=passphrase)
    return _("What was sealed for it, and is not about you, opens with your key.")
