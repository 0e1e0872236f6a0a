"""Agreeing, and no longer agreeing, that a card means the same organisation as other coalitions' cards."""

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, Verdict, refuse, require
from plenary.directory.models import Organisation, SharedOrganisation
from plenary.directory.permissions import may_amend
from plenary.record import actions as record


def agree_shared(
    *, by: Standing, organisation: Organisation, shared: str = "", allowed: Verdict | None = None
) -> SharedOrganisation:
    """Agree, for this coalition, that its card stands for an organisation that others may know too.

    Without `shared` a new identity is made, whose id is the code to hand to another coalition; with the code that another
    coalition handed over, this card joins it. Each coalition agrees for itself; no fact of a card passes.
    Raises Refused: directory.administer_only, directory.no_such_shared, directory.shared_taken, and
    directory.protected_only when the card is protected: it is never shared.
    """
    require(may_amend(by, organisation) if allowed is None else allowed)
    with record.act(by=by):
        locked = Organisation.objects.of(by.coalition).select_for_update().get(pk=organisation.pk)
        if locked.protected:
            raise Refused(refuse("directory.protected_only"))
        identity = _identity(by.coalition, locked, shared)
        locked.shared = identity
        locked.save(update_fields=["shared"])
        _enter(by, locked, "directory.identity_shared")
    return identity


def withdraw_shared(*, by: Standing, organisation: Organisation, allowed: Verdict | None = None) -> None:
    """End this coalition's agreement; the other coalitions' stays. Does nothing when there is none.

    Raises Refused: directory.administer_only.
    """
    require(may_amend(by, organisation) if allowed is None else allowed)
    with record.act(by=by):
        locked = Organisation.objects.of(by.coalition).select_for_update().get(pk=organisation.pk)
        if locked.shared_id:
            locked.shared = None
            locked.save(update_fields=["shared"])
            _enter(by, locked, "directory.identity_unshared")


def _identity(coalition_id: str, organisation: Organisation, shared: str) -> SharedOrganisation:
    if not shared:
        return organisation.shared or SharedOrganisation.objects.create(agreed_at=clock.now())
    identity = SharedOrganisation.objects.filter(pk=shared.strip().lower()).first()
    if identity is None:
        raise Refused(refuse("directory.no_such_shared"))
    others = Organisation.objects.of(coalition_id).filter(shared=identity, removed_at=None)
    if others.exclude(pk=organisation.pk).exists():
        raise Refused(refuse("directory.shared_taken"))
    return identity


def _enter(by: Standing, organisation: Organisation, kind: str) -> None:
    record.enter(
        by=by,
        kind=kind,
        about=organisation.pk,
        audience=[visibility.MEMBERS],
        facts={"organisation": organisation.pk, "name": organisation.name},
    )
