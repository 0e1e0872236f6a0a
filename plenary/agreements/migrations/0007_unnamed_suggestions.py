from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0006_days"),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='unnamed',
            field=models.BooleanField(default=False, help_text='made without the name of its member, by its own choice'),
        ),
    ]
