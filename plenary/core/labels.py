"""Words of the house's own refusals: backups and restoring."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import register_reasons

register_reasons(
    {
        "core.backup_without_key": _("There is no recovery key yet; run: plenary backup recovery-key"),
        "core.backup_key_misspelt": _(
            "The public half of a recovery key is not written as it should be (PLENARY_BACKUP_KEY or "
            "secrets/backup.recipients): it begins with age1."
        ),
        "core.backup_key_in_settings": _(
            "The recovery keys are named by PLENARY_BACKUP_KEY; a file would not be read."
        ),
        "core.recovery_key_misspelt": _(
            "This is not a recovery key, or a character of it is wrong. It begins with AGE-SECRET-KEY-1 and has 74 characters."
        ),
        "core.backup_beside_keys": _(
            "Master keys lie in %(folder)s. They belong apart from backups: choose another folder, or take them away."
        ),
        "core.keys_beside_backup": _("Backups lie in %(folder)s. Master keys belong apart: choose another folder."),
        "core.backup_running": _("Another backup or restoring runs; try again when it is done."),
        "core.backup_of_nothing": _("There is no database to back up; run: plenary prepare"),
        "core.backup_file_changed": _("A file was changed while it was copied; make the backup again."),
        "core.backup_without_program": _("%(program)s is not on this machine; install PostgreSQL's client programs."),
        "core.backup_program_older": _(
            "%(program)s is of version %(version)s and the server of %(server)s; install postgresql-client-%(server)s."
        ),
        "core.backup_program_failed": _("%(program)s could not do it: %(said)s"),
        "core.backup_other_key": _(
            "This recovery key does not open %(file)s: it was sealed for another one, or its first lines were altered."
        ),
        "core.backup_cut_short": _(
            "%(file)s is cut short: its end is missing. Fetch it again, or take another backup."
        ),
        "core.backup_altered": _(
            "%(file)s was altered, damaged or cut off, or is no backup. Fetch it again, or take another one."
        ),
        "core.backup_newer_format": _("%(file)s was made by a later version of Plenary; install that one first."),
        "core.backup_by_others": _(
            "%(file)s was not made under the master keys that are here: they are other ones, or the backup is not this "
            "server's. Give the file of the master keys with --master-keys."
        ),
        "core.restore_not_empty": _("A backup is restored into an empty place only. In the way: %(way)s"),
        "core.restore_other_engine": _(
            "The backup is of %(engine)s and this server keeps %(here)s; set PLENARY_DATABASE accordingly."
        ),
        "core.restore_newer": _(
            "The backup was made by Plenary %(version)s, which knows more than this one (%(here)s); install that version first."
        ),
        "core.restore_other_rows": _(
            "The restored database is not what the backup's manifest says; nothing was kept of it."
        ),
        "core.restore_broken": _(
            "Problems in what the backup holds: %(count)s. The first: %(first)s Nothing was restored; take an older backup, "
            "or restore this one with --even-if-broken."
        ),
        "core.master_keys_in_settings": _(
            "The master keys stand in PLENARY_MASTER_KEYS; add those of the file there and leave --master-keys away."
        ),
    }
)
