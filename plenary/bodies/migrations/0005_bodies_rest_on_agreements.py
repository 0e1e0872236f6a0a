from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0004_chairs_by_turns")]

    operations = [
        migrations.AddField(
            model_name="formedbody",
            name="agreement",
            field=models.CharField(
                blank=True,
                help_text="id of the agreement with the terms of reference on which it rests",
                max_length=16,
            ),
        ),
    ]
