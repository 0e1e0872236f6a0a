from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("membership", "0011_touched_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name='membercommitment',
            name='whole',
            field=models.PositiveBigIntegerField(help_text='how much is asked of a member of large capacity', null=True),
        ),
    ]
