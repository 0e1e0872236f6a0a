from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0009_networks'),
    ]

    operations = [
        migrations.AddField(
            model_name='representative',
            name='taken_over_at',
            field=models.DateTimeField(help_text='when they last read what those left who went', null=True),
        ),
    ]
