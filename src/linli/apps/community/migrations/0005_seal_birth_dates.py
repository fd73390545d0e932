"""What is secret of a person goes into one sealed value; words for a home become rows of buildings and dwellings."""

from typing import Any

from django.db import migrations

from linli.apps.community import personal
from linli.apps.community.sealing import mark, unseal_words
from linli.registers.cells import place_key


def _seal(apps: Any, _editor: Any) -> None:
    for one in apps.get_model("community", "Resident").objects.iterator():
        use = str(one.community_id)
        identity, phone = unseal_words(one.identity, use), unseal_words(one.phone, use)
        one.sealed = personal.close([(identity, phone, one.born)], one.community_id)[0]
        one.mark = mark(identity, personal.use_of(one.community_id))
        one.save(update_fields=["sealed", "mark"])


def _house(apps: Any, _editor: Any) -> None:
    building, dwelling = apps.get_model("community", "Building"), apps.get_model("community", "Dwelling")
    worded = apps.get_model("community", "Household").objects.filter(home__isnull=True).exclude(building="")
    for one in worded.iterator():
        found, _ = building.objects.get_or_create(
            community_id=one.community_id, key=place_key(one.building), defaults={"name": one.building}
        )
        number = one.dwelling or "-"
        one.home, _ = dwelling.objects.get_or_create(
            building=found, key=f"/{place_key(number)}",
            defaults={"community_id": one.community_id, "number": number},
        )  # fmt: skip
        one.save(update_fields=["home"])


def _tables(apps: Any, _editor: Any) -> None:
    """What was previewed is checked again, and what was entered in another way is no longer taken back."""
    tables = apps.get_model("community", "BroughtTable").objects
    tables.filter(state__in=["checked", "applying"]).update(state="checking", beat=None, tries=0)
    tables.update(undo=b"")


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0004_more_registers"),
    ]

    operations = [
        migrations.RunPython(_seal, migrations.RunPython.noop),
        migrations.RunPython(_house, migrations.RunPython.noop),
        migrations.RunPython(_tables, migrations.RunPython.noop),
    ]
