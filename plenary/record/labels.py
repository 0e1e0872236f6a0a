"""Words for what the record answers: why something does not hold, and who may read it."""

from django.utils.translation import gettext_lazy as _

from plenary.core import visibility
from plenary.core.verdicts import Label, register_reasons

_AUDIENCES: dict[str, Label] = {
    visibility.PUBLIC: _("Everyone"),
    visibility.MEMBERS: _("Those who represent a member"),
    visibility.SEALED: _("Nobody, unless it is unsealed and that is logged"),
}
_AUDIENCE_KINDS: dict[str, Label] = {
    "body": _("The body “%(code)s”"),
    "office": _("Who holds the office “%(code)s”"),
    "member": _("Those who represent one member"),
    "person": _("One person"),
}

NOT_CALLED_BACK: dict[str, Label] = {
    "bundles": _(
        "Bundles and receipts of the record that others took home before: which of them holds what, the server does not know."
    ),
    "prose": _("Entries in whose words somebody else wrote the name; they stay as they were written."),
}


def audience_word(token: str) -> str:
    """An audience token in words; of bodies and offices the charter's code, of members and persons no id."""
    kind, _colon, code = token.partition(":")
    return str(_AUDIENCES.get(token) or _AUDIENCE_KINDS.get(kind, token)) % {"code": code}


register_reasons(
    {
        "record.not_readable": _("This coalition has published nothing of its record."),
        "record.file_ends": _("The file ends too early."),
        "record.file_goes_on": _("The file goes on after its end: something was added."),
        "record.header_broken": _(
            "The first line does not hold: this is not a bundle or a receipt, or it was altered."
        ),
        "record.entry_unreadable": _("Entry %(n)s does not hold: it is not written as the record writes its entries."),
        "record.entry_foreign": _("Entry %(n)s does not hold: it belongs to another record."),
        "record.entry_missing": _("Entry %(n)s does not hold: it is missing, and entry %(other)s stands in its place."),
        "record.entry_misplaced": _("Entry %(n)s does not hold: entry %(other)s stands in its place again."),
        "record.entry_absent": _("Entry %(n)s does not hold: it is missing, although the first line counts it."),
        "record.entry_altered": _("Entry %(n)s does not hold: its envelope was altered."),
        "record.opening_unknown": _("Entry %(n)s does not hold: it was never committed to opening %(i)s."),
        "record.opening_altered": _("Entry %(n)s does not hold: what its opening %(i)s says was altered."),
        "record.opening_unreadable": _("Entry %(n)s does not hold: its opening %(i)s cannot be read."),
        "record.opening_other": _("Entry %(n)s does not hold: its opening and its envelope say different things."),
        "record.opened_misplaced": _("Entry %(n)s does not hold: a record is opened by its entry 0 and by no other."),
        "record.key_untold": _("Entry %(n)s does not hold: it brings a signing key and does not tell it."),
        "record.key_unsigned": _("Entry %(n)s does not hold: its new signing key is not signed by the one before."),
        "record.head_broken": _("The signed head does not hold: its signature does not match it."),
        "record.head_other_size": _("The signed head does not hold: it counts %(head)s entries, the file %(size)s."),
        "record.head_other_root": _(
            "The signed head does not hold: it was not signed over these %(size)s entries; at least one was altered."
        ),
        "record.head_other_key": _("The signed head does not hold: its key is not the one that the entries brought."),
        "record.seal_broken": _("The seal does not hold: the file was altered after it was made."),
        "record.receipt_broken": _("The receipt does not hold: it is not written as the record writes receipts."),
        "record.receipt_unproven": _("Entry %(n)s does not hold: the receipt does not prove it under its signed head."),
        "record.rewritten": _(
            "The record was rewritten: its first %(kept)s entries are not those of the head that you kept. "
            "The first that differs lies between entry %(first)s and entry %(last)s."
        ),
        "record.shorter_than_kept": _(
            "Entry %(size)s does not hold: the record ends before it, and the head that you kept counts %(kept)s entries."
        ),
        "record.kept_foreign": _("The head that you kept, of %(kept)s entries, belongs to another record."),
        "record.columns_other": _("Entry %(n)s does not hold: its row says something else than its opening."),
        "record.commitments_other": _("Entry %(n)s does not hold: an opening that it was committed to is missing."),
        "record.hashes_other": _(
            "Entry %(n)s does not hold: its hashes are not those of its envelope and the entries before."
        ),
        "record.tree_other": _(
            "The tree does not hold: it counts %(size)s entries where there are %(found)s, or has another root."
        ),
        "record.head_rewritten": _(
            "The head signed over %(size)s entries does not hold: they are not the same any more."
        ),
        "record.erasure_other": _(
            "Entry %(n)s does not hold: an opening is gone, or is not, otherwise than the record says of its erasures."
        ),
        "record.tree_key": _("The tree does not hold: the key of its marks was altered, or its master key is gone."),
        "record.tree_missing": _("The record of this coalition was never opened."),
    }
)
