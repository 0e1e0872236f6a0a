"""Words of the kinds of files, and of the reasons for which one is not kept."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.files import rules

KINDS: dict[str, Label] = {
    rules.PDF.media_type: _("PDF"),
    rules.PNG.media_type: _("picture"),
    rules.JPEG.media_type: _("picture"),
    rules.WEBP.media_type: _("picture"),
    rules.TEXT.media_type: _("text"),
    rules.CSV.media_type: _("table"),
    rules.ODT.media_type: _("text document"),
    rules.ODS.media_type: _("spreadsheet"),
    rules.DOCX.media_type: _("text document"),
    rules.XLSX.media_type: _("spreadsheet"),
}
"""What a kind of file is called beside its name."""

register_reasons(
    {
        "files.empty": _("This file is empty."),
        "files.too_large": _("This file is too large: at most %(most)s MB."),
        "files.too_much_at_once": _(
            "What you sent was too large together: at most %(most)s MB at once. Send it in parts."
        ),
        "files.other_kind": _("Here a file is one of these: %(kinds)s."),
        "files.no_name": _("This file has no name that can be kept."),
        "files.unknown_kind": _(
            "Files of this kind are not kept. PDF, PNG, JPEG, WebP, text and CSV in UTF-8, ODT, ODS, DOCX and XLSX are."
        ),
        "files.other_than_named": _("What this file holds is not what its name says. Save it anew as what it is."),
        "files.broken": _("This file is damaged: it could not be read to its end."),
        "files.locked": _("This file is locked by a password. Save it without one."),
        "files.macros": _("This document holds programs (macros). Save it without them."),
        "files.too_much_within": _("There is too much packed into this file."),
        "files.too_many_dots": _("This picture is too large: at most %(most)s million dots. Make it smaller."),
        "files.moves": _("Pictures that move are not kept. Save it as a still picture."),
        "files.enough": _("There are %(most)s files here already. Remove one first."),
        "files.one": _("There is a file here already. Remove it first."),
        "files.no_room": _(
            "The files of this coalition would take more than %(most)s MB. Remove some that are no longer needed."
        ),
        "files.no_room_outside": _(
            "The files of those who do not belong to this coalition would take more than %(most)s MB together."
            " Put this one where others can reach it, and give its address instead."
        ),
        "files.removed": _("This file is removed already."),
        "files.lost": _(
            "This file is in the record, and its bytes are not on the server’s disk. Tell whoever runs the server."
        ),
    }
)
