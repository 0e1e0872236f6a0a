"""Words of the directory's reasons, of the fields of its cards, and of the ways to reach."""

from typing import TYPE_CHECKING

from babel import Locale
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from plenary.core.languages import SOURCE, TAGS
from plenary.core.verdicts import Label, register_reasons
from plenary.directory.rules.fields import NAMED_LANGUAGES, OF_ORGANISATIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # the stubs name it, Django does not

NOT_CALLED_BACK: dict[str, Label] = {
    "exports": _("Files of the directory that were taken out: each may hold the card, with what it said then."),
    "imports": _("Files of persons that lie open for import and may hold the name."),
}

register_reasons(
    {
        "directory.administer_only": _("Only those who administer the directory may change its cards."),
        "directory.import_only": _("Only those whose office carries the import of cards may do this."),
        "directory.export_only": _("Only those whose office carries the export of the directory may do this."),
        "directory.protected_only": _("Only those who keep the protected members may see this."),
        "directory.name_missing": _("A card needs a name."),
        "directory.country_unknown": _("“%(value)s” is no country. Write its name or code, or use the place."),
        "directory.account_taken": _("This account already has a card in this coalition: %(name)s."),
        "directory.card_taken": _("This card is that of somebody who signs in with another account: %(name)s."),
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
register_reasons(
    {
        "directory.row.name_missing": _("A name is missing."),
        "directory.row.too_long": _("“%(value)s …” is longer than %(longest)s characters."),
        "directory.row.part_too_long": _("“%(value)s …” is too long."),
        "directory.row.country_unknown": _("“%(value)s” is no country. Write its name or code, or call it a place."),
        "directory.row.date_malformed": _("“%(value)s” is no date such as 2019, 2019-05 or 2019-05-31."),
        "directory.row.language_malformed": _("“%(value)s” is no language tag such as fr or ar-Latn."),
        "directory.row.email_malformed": _("“%(value)s” is no mail address."),
        "directory.row.website_malformed": _("“%(value)s” is no web address."),
    }
)
register_reasons(
    {
        "directory.file.empty": _("The file is empty."),
        "directory.file.no_rows": _("The file has headings and nothing below them."),
        "directory.file.too_large": _("The file is larger than %(most)s MB. Divide it, and import the parts."),
        "directory.file.too_many_rows": _("The file has more than %(most)s rows. Divide it, and import the parts."),
        "directory.file.too_many_columns": _(
            "The file has more than %(most)s columns. Remove those that are not needed."
        ),
        "directory.file.cell_too_long": _(
            "A cell in row %(row)s has more than %(most)s characters, or a quote is never closed."
        ),
        "directory.file.old_workbook": _("This is a workbook of the old kind (.xls). Save it as .xlsx or .csv."),
        "directory.file.mislabelled": _("The file’s name ends in %(ending)s, but that is not what it holds."),
        "directory.file.unknown": _("Choose a file that ends in .csv, .xlsx or .json."),
        "directory.file.is_markup": _("This is a web page or XML, not a table. Export it as CSV or XLSX."),
        "directory.file.not_text": _("This file is not readable as text. Save it as CSV in UTF-8."),
        "directory.file.broken": _("The workbook is broken. Open it, save it again, and try once more."),
        "directory.file.unfolds": _("The workbook unfolds into far more than it seems. Save its first sheet as CSV."),
        "directory.file.not_json": _("The file is not valid JSON."),
        "directory.file.no_objects": _("The file holds none of these cards in Popolo’s terms."),
    }
)


def name_in(tag: str) -> str:
    """What the field is called that holds a name in a language: "Name in Arabic"."""
    called = Locale.parse(get_language() or SOURCE, sep="-").languages.get(tag, tag)
    return gettext("Name in %(language)s") % {"language": called}


_named = lazy(name_in, str)

FIELDS: "dict[str, str | _StrPromise]" = {
    "name": _("Name"),
    **{f"name_{tag}": _named(tag) for tag in NAMED_LANGUAGES},
    "other_names": _("Other names"),
    "name_language": _("Language of the name"),
    "summary": _("In one line"),
    "description": _("Description"),
    "country": _("Country"),
    "area": _("Place"),
    "identifiers": _("Identifiers"),
    "email": _("Mail address"),
    "phone": _("Telephone"),
    "website": _("Website"),
    "address": _("Postal address"),
    "contacts": _("Other ways to reach"),
    **{field.code: _(field.label) for field in OF_ORGANISATIONS},
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "honorific_prefix": _("Form of address"),
    "gender": _("Gender"),
}


def called() -> dict[str, list[str]]:
    """What an organisation's own fields are called in each language, by their codes: files call them so too."""
    found: dict[str, list[str]] = {field.code: [] for field in OF_ORGANISATIONS}
    for tag in TAGS:
        with override(tag):
            for code, words in found.items():
                words.append(str(FIELDS[code]))
    return found


GENDERS = {
    "woman": _("woman"),
    "man": _("man"),
    "unsaid": _("I would rather not say"),
}
"""What a person may say of their gender besides a word of their own."""

GENDER_GROUPS = {
    "woman": _("women"),
    "man": _("men"),
}
"""What those who said so are called together."""

CONTACTS = {
    "email": _("Mail"),
    "voice": _("Telephone"),
    "cell": _("Mobile"),
    "fax": _("Fax"),
    "address": _("Address"),
    "url": _("Website"),
}
