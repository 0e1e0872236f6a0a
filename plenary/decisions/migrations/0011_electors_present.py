from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0010_begun_from")]

    operations = [
        migrations.AddField(
            model_name="elector",
            name="is_present",
            field=models.BooleanField(
                default=False, help_text="was at the meeting at which it was voted on, where that counts"
            ),
        ),
    ]
