"""Words of the directory's reasons and states."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import register_reasons

register_reasons(
    {
        "directory.administer_only": _("Only those who administer the directory may change its cards."),
        "directory.import_only": _("Only those whose office carries the import of cards may do this."),
        "directory.export_only": _("Only those whose office carries the export of the directory may do this."),
        "directory.protected_only": _("Only those who keep the protected members may see this."),
        "directory.name_missing": _("A card needs a name."),
        "directory.country_unknown": _("“%(value)s” is no country. Write its name or code, or use the place."),
        "directory.account_taken": _("This account already has a card in this coalition: %(name)s."),
        "directory.no_such_shared": _("No coalition has given this code. Ask for it again."),
        "directory.shared_taken": _("Another card of this coalition already stands for that organisation."),
        "directory.card_in_use": _("%(name)s is in use and cannot be removed."),
        "directory.cards_in_use": _("%(count)s of these cards are in use since, among them %(name)s."),
        "directory.already_removed": _("This card was removed before."),
        "directory.import_applied": _("This import was carried out before."),
        "directory.import_not_applied": _("This import is not in the directory, so there is nothing to undo."),
        "directory.import_has_errors": _("Row %(row)s cannot be added yet: mend the file, or leave the row out."),
        "directory.import_empty": _("No row is left to add."),
        "directory.offer_unknown": _("What was chosen for afterwards is no longer offered."),
    }
)
