from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0018_previews"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="entry", name="entry_position"),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("position__isnull", False)),
                fields=("community", "position"),
                name="entry_position",
            ),
        ),
    ]
