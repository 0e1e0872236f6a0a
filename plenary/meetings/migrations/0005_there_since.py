from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_speeches_name_who_spoke"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="there_since",
            field=models.DateTimeField(
                help_text="when it was entered first of a presence that goes on in any manner; empty: entered_at",
                null=True,
            ),
        ),
    ]
