"""The kinds of entry that the directory enters in the record."""

from django.utils.translation import gettext_lazy as _

from plenary.directory.permissions import ADMINISTER, EXPORT, IMPORT, SEE_PROTECTED
from plenary.record import kinds

_added, _amended = _("%(name)s was added to the directory."), _("The card of %(name)s was amended.")
kinds.register_kind("directory.organisation_added", _added, power=ADMINISTER)
kinds.register_kind(
    "directory.person_added", _("A person was added to the directory."), fuller=("name", _added), power=ADMINISTER
)
kinds.register_kind("directory.organisation_amended", _amended, power=ADMINISTER)
kinds.register_kind(
    "directory.person_amended", _("A person’s card was amended."), fuller=("name", _amended), power=ADMINISTER
)
kinds.register_kind("directory.organisation_removed", _("%(name)s was removed from the directory."), power=ADMINISTER)
kinds.register_kind("directory.person_removed", _("A person was removed from the directory."), power=ADMINISTER)
kinds.register_kind(
    "directory.account_linked", _("A person’s card was linked to the account they sign in with."), power=ADMINISTER
)
kinds.register_kind("directory.gender_given", _("You changed what you say of your gender."), is_routine=True)
kinds.register_kind("directory.card_protected", _("A card was put under protection."))
kinds.register_kind("directory.sealed", _("Something about a card was entered under seal."), power=SEE_PROTECTED)
kinds.register_kind(
    "directory.identity_shared",
    _("%(name)s may be known as the same organisation in other coalitions."),
    power=ADMINISTER,
)
kinds.register_kind(
    "directory.identity_unshared", _("%(name)s is no longer known to other coalitions."), power=ADMINISTER
)
kinds.register_kind("directory.imported", _("%(count)s cards were imported."), power=IMPORT)
kinds.register_kind("directory.import_undone", _("An import of %(count)s cards was undone."), power=IMPORT)
kinds.register_kind("directory.exported", _("%(count)s cards of the directory were exported."), power=EXPORT)
