"""Webhooks: which there are, making one, and one with its latest deliveries. For those whose office carries the power."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_within_the_hour
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused
from plenary.notices import queries
from plenary.notices.actions import webhooks as actions
from plenary.notices.forms import NewWebhookForm, WebhookForm
from plenary.notices.labels import ANSWER, PAUSE, READS, SAYS
from plenary.notices.models import Webhook
from plenary.notices.permissions import may_connect
from plenary.notices.rules.webhooks import KEPT, MOST


@require_safe
@in_coalition(may_connect)
def webhooks(request: CoalitionRequest) -> HttpResponse:
    """Every webhook of the coalition, with whether it works. One query."""
    found = list(queries.webhooks(request.standing))
    lines = [(hook, READS[hook.reads], PAUSE.get(hook.paused, "")) for hook in found]
    return render(request, "notices/webhooks.html", {"lines": lines, "is_full": len(found) >= MOST, "most": MOST})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(may_connect)
@shown_within_the_hour
def new(request: CoalitionRequest) -> HttpResponseBase:
    """Make a webhook; the answer shows its secret, this once."""
    form = NewWebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_webhook(by=request.standing, address=form.cleaned_data["address"], **form.told)
        except Refused as refusal:
            field = "address" if refusal.verdict.reason.startswith("notices.url_") else None
            form.add_error(field, refusal.verdict.sentence)
        else:
            return render(request, "notices/webhook.html", _shown(made.webhook, secret=made.secret))
    return render(request, "notices/new_webhook.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_coalition(may_connect)
@shown_within_the_hour
def webhook(request: CoalitionRequest, webhook_id: str) -> HttpResponseBase:
    """One webhook: what it is told, its latest deliveries, and what can be done with it."""
    hook = queries.webhooks(request.standing).filter(pk=webhook_id).first()
    if hook is None:
        raise Http404
    step = request.POST.get("step", "")
    if request.method == "POST" and step not in {"amend", "renew", "wake", "end"}:
        raise BadRequest(step)
    if step == "renew":
        made = actions.renew_secret(by=request.standing, webhook=hook)
        return render(request, "notices/webhook.html", _shown(made.webhook, secret=made.secret))
    form = WebhookForm(request.POST if step == "amend" else None, initial={"reads": hook.reads, "says": hook.says})
    if (step == "amend" and not form.is_valid()) or not step:
        return render(request, "notices/webhook.html", _shown(hook, form=form))
    return _done(request, hook, step, form)


def _done(request: CoalitionRequest, hook: Webhook, step: str, form: WebhookForm) -> HttpResponseBase:
    if step == "end":
        actions.end_webhook(by=request.standing, webhook=hook)
        messages.success(request, _("The webhook to %(host)s is ended.") % {"host": hook.host})
        return redirect("notices:webhooks", request.coalition.slug)
    if step == "wake":
        actions.wake_webhook(by=request.standing, webhook=hook)
        messages.success(request, _("It goes on, from where it stopped."))
    else:
        actions.amend_webhook(by=request.standing, webhook=hook, **form.told)
        messages.success(request, _("It is told this from the next entry on."))
    return redirect("notices:webhook", request.coalition.slug, hook.pk)


def _shown(hook: Webhook, *, form: WebhookForm | None = None, secret: str = "") -> dict[str, object]:
    deliveries = [(each, ANSWER[each.answer]) for each in hook.deliveries.all()[:KEPT]]
    return {
        "hook": hook,
        "reads": READS[hook.reads],
        "says": SAYS[hook.says],
        "paused": PAUSE.get(hook.paused, ""),
        "deliveries": deliveries,
        "form": form or WebhookForm(initial={"reads": hook.reads, "says": hook.says}),
        "secret": secret,
    }
