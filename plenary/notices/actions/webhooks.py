"""Webhooks made, changed, given a new secret, woken and ended. Each of these enters the record for members: the host, never
what stands behind it, and no secret."""

import secrets as random
from dataclasses import dataclass, replace

from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.sealing import seal
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.notices import calling, permissions
from plenary.notices.models import Webhook
from plenary.notices.rules.destinations import DestinationError, destination_of
from plenary.notices.rules.signatures import SECRET, shown_secret
from plenary.notices.rules.webhooks import BOTH_SECRETS, MOST, Pause, Reads, Says
from plenary.record import actions as record
from plenary.record.queries import newest_place


@dataclass(frozen=True, slots=True)
class Made:
    """A webhook and its secret, which is shown this once."""

    webhook: Webhook
    secret: str


def make_webhook(
    *,
    by: Standing,
    address: str,
    reads: Reads = Reads.PUBLIC,
    says: Says = Says.NOTHING,
    resolve: calling.Resolve = calling.resolve,
) -> Made:
    """Make a webhook of what is entered from now on. In order: read the address; ask once where its host lies; keep both
    sealed; enter it.

    Refuses as permissions.may_connect says, with the reasons of `destination_of`, notices.url_not_public for a host that is
    not there or not on the public net, and notices.webhooks_full.
    """
    require(permissions.may_connect(by))
    try:
        to = destination_of(address)
    except DestinationError as error:
        raise Refused(refuse(error.reason)) from error
    if not calling.checked_addresses(to.host, resolve=resolve):
        raise Refused(refuse("notices.url_not_public"))
    secret = random.token_bytes(SECRET)
    with record.act(by=by):
        if len(Webhook.objects.of(by.coalition).select_for_update()) >= MOST:
            raise Refused(refuse("notices.webhooks_full", most=MOST))
        now = clock.now()
        hook = Webhook(
            id=random_id(),
            coalition_id=by.coalition,
            account_id=by.account,
            host=to.host,
            reads=reads,
            says=says,
            sequence=newest_place(by.coalition),
            made_at=now,
            next_at=now,
        )
        hook.address_sealed = seal(to.address.encode(), place=hook.place("address"))
        hook.secret_sealed = seal(secret, place=hook.place("secret"))
        hook.save(force_insert=True)
        _enter(by, hook, "notices.webhook_made", **_told(hook))
    return Made(hook, shown_secret(secret))


def amend_webhook(*, by: Standing, webhook: Webhook, reads: Reads, says: Says) -> Webhook:
    """Change what it is told, from the next entry on; the one who changes it answers for it from now on. Refuses as
    `permissions.may_connect` says."""
    require(permissions.may_connect(by))
    with record.act(by=by):
        hook = _locked(by, webhook)
        hook.reads, hook.says, hook.account_id = reads, says, by.account
        hook.save(update_fields=["reads", "says", "account"])
        _enter(by, hook, "notices.webhook_amended", **_told(hook))
    return hook


def renew_secret(*, by: Standing, webhook: Webhook) -> Made:
    """Give it a new secret; the one before signs too, for a day. Of an earlier one nothing is kept. Refuses as
    `permissions.may_connect` says."""
    require(permissions.may_connect(by))
    secret = random.token_bytes(SECRET)
    with record.act(by=by):
        hook = _locked(by, webhook)
        hook.former_sealed, hook.former_until = hook.secret_sealed, clock.now() + BOTH_SECRETS
        hook.secret_sealed = seal(secret, place=hook.place("secret"))
        hook.save(update_fields=["former_sealed", "former_until", "secret_sealed"])
        _enter(by, hook, "notices.webhook_secret_renewed")
    return Made(hook, shown_secret(secret))


def wake_webhook(*, by: Standing, webhook: Webhook) -> Webhook:
    """Let one that is paused go on, from where it stopped, with a greeting first; who wakes it answers for it from now on.
    Refuses one that is not paused (notices.webhook_not_paused)."""
    require(permissions.may_connect(by))
    with record.act(by=by):
        hook = _locked(by, webhook)
        if not hook.paused:
            raise Refused(refuse("notices.webhook_not_paused"))
        hook.paused, hook.failures, hook.failing_since, hook.greeted_at = "", 0, None, None
        hook.account_id, hook.next_at = by.account, clock.now()
        hook.save(update_fields=["paused", "failures", "failing_since", "greeted_at", "account", "next_at"])
        _enter(by, hook, "notices.webhook_woken")
    return hook


def end_webhook(*, by: Standing, webhook: Webhook) -> None:
    """End it: address, secrets and deliveries are gone; the record keeps that it was. Refuses as `permissions.may_connect`
    says."""
    require(permissions.may_connect(by))
    with record.act(by=by):
        hook = _locked(by, webhook)
        _enter(by, hook, "notices.webhook_ended")
        hook.delete()


def pause(*, webhook: Webhook, why: Pause) -> None:
    """Pause it, entered as done by the program; its account is told. Within the caller's lock; twice is once."""
    rules = Standing.system(webhook.coalition_id, "disclosure")
    with record.act(by=rules):
        hook = Webhook.objects.of(webhook.coalition_id).select_for_update().filter(pk=webhook.pk, paused="").first()
        if hook is None:
            return
        hook.paused = why
        hook.save(update_fields=["paused"])
        keeper = standing_of(hook.account_id, hook.coalition_id).person
        _enter(rules, hook, "notices.webhook_paused", keeper=keeper, pause=why)


def _locked(by: Standing, webhook: Webhook) -> Webhook:
    hook = Webhook.objects.of(by.coalition).select_for_update().filter(pk=webhook.pk).first()
    if hook is None:
        raise Refused(refuse("core.not_here"))
    return hook


def _told(hook: Webhook) -> dict[str, str]:
    return {"reads": str(hook.reads), "says": str(hook.says)}


def _enter(by: Standing, hook: Webhook, kind: str, *, keeper: str = "", **more: str) -> None:
    # an officer who acts for a protected member is known by the office alone
    shown = replace(by, person="", member="") if by.is_protected else by
    facts = {"webhook": hook.pk, "host": hook.host, **more}
    parts = [record.Part(facts={"keeper": keeper}, audience=[visibility.person(keeper)])] if keeper else []
    record.enter(by=shown, kind=kind, about=hook.pk, audience=[visibility.MEMBERS], facts=facts, parts=parts)
