"""Tables of an empty database, laid down at once as the models tell them now; migrations bring up a database that has some.

Both ways end in the same tables, which a test compares: only so is a new server ready in seconds, however long the history.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_empty() -> bool:
    """True of a database in which no migration was applied and no table stands but, it may be, the list of them."""
    own_list = MigrationRecorder.Migration._meta.db_table
    if set(connection.introspection.table_names()) - {own_list}:
        return False
    return not MigrationRecorder(connection).applied_migrations()


def lay_down() -> None:
    """Make every table in an empty database, and enter all migrations as applied, in one transaction. Raises
    ProgrammingError or OperationalError where a table is there already."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    known = MigrationLoader(connection).disk_migrations
    with connection.schema_editor() as editor:
        for model in _with_tables({label for label, _name in known}):
            editor.create_model(model)
        recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in sorted(known)])


def _with_tables(labels: set[str]) -> Iterator[type[models.Model]]:
    """The models whose tables migrations make; a table between two rows comes with the model that asks for it."""
    for config in apps.get_app_configs():
        if config.label in labels:
            for model in config.get_models():
                if model._meta.can_migrate(connection):
                    yield model
