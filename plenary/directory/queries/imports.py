"""Reads of imports: what was brought in, and what an open import would do."""

from django.db.models import QuerySet

from plenary.core.standing import Standing
from plenary.directory.models import Import, Organisation, Person
from plenary.directory.permissions import may_import
from plenary.directory.queries.cards import keys_of_visible
from plenary.directory.rules.choices import Preview
from plenary.directory.rules.fields import ORGANISATIONS
from plenary.directory.rules.rows import likely_duplicates, read_rows


def visible_imports(standing: Standing) -> QuerySet[Import]:
    """The imports of a coalition, newest first; for those who may import."""
    imports = Import.objects.of(standing.coalition).order_by("-made_at")
    return imports if may_import(standing) else imports.none()


def visible_import(standing: Standing, import_id: str) -> Import | None:
    """The import of this id, for those who may import; None for others."""
    return visible_imports(standing).filter(pk=import_id).first()


def past_imports(standing: Standing) -> QuerySet[Import]:
    """Those that were carried out, without their rows."""
    return visible_imports(standing).exclude(applied_at=None).defer("rows", "columns", "mapping")


def preview_of(standing: Standing, imported: Import) -> Preview:
    """What an open import would do: its cards, what is wrong by row and field, and likely duplicates among what the
    standing may see and within the file. Two queries.
    """
    reading = read_rows(
        imported.kind,
        imported.columns,
        imported.rows,
        mapping=imported.mapping,
        only=imported.only,
        first_row=imported.first_row,
    )
    known = keys_of_visible(standing, Organisation if imported.kind == ORGANISATIONS else Person)
    return Preview(reading, likely_duplicates(reading.drafts, known))
