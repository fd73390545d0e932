from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0005_seal_birth_dates"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="household",
            name="building",
        ),
        migrations.RemoveField(
            model_name="household",
            name="dwelling",
        ),
        migrations.RemoveField(
            model_name="resident",
            name="born",
        ),
        migrations.RemoveField(
            model_name="resident",
            name="identity",
        ),
        migrations.RemoveField(
            model_name="resident",
            name="phone",
        ),
    ]
