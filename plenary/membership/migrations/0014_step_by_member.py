from django.db import migrations, models
from django.db.models import Q


def represented_then(apps, _schema):
    """The member that whoever took a step acted for at that time."""
    acted = apps.get_model("membership", "Representative")._base_manager
    for step in apps.get_model("membership", "ConductStep")._base_manager.exclude(person=""):
        holds = Q(until=None) | Q(until__gt=step.at)
        rows = acted.filter(holds, coalition=step.coalition_id, person=step.person, since__lte=step.at)
        step.by_member = rows.order_by("-since").values_list("member_id", flat=True).first() or ""
        step.save(update_fields=["by_member"])


class Migration(migrations.Migration):

    dependencies = [
        ("membership", "0013_before_joining"),
    ]

    operations = [
        migrations.AddField(
            model_name='conductstep',
            name='by_member',
            field=models.CharField(blank=True, default='', help_text='for which they acted then; empty: for none', max_length=16),
        ),
        migrations.RunPython(represented_then, migrations.RunPython.noop),
    ]
