from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("membership", "0012_scaled_promises"),
    ]

    operations = [
        migrations.AddField(
            model_name='openinganswer',
            name='before_joining',
            field=models.BooleanField(default=False),
        ),
    ]
