from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0010_taken_over'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='touchedsubject',
            name='touched_once',
        ),
        migrations.AddField(
            model_name='touchedsubject',
            name='part',
            field=models.CharField(default='whole', max_length=11),
        ),
        migrations.AddField(
            model_name='touchedsubject',
            name='told',
            field=models.JSONField(default=list, help_text='keyed hashes of the passages that touch it and were new; empty: told before they were kept'),
        ),
        migrations.AddIndex(
            model_name='touchedsubject',
            index=models.Index(fields=['accommodation', 'kind', 'about'], name='touched_subject'),
        ),
    ]
