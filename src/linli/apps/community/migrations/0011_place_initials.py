"""The initials of the names of places that were loaded before they were kept."""

from typing import Any

from django.db import migrations

CHUNK = 5000


def fill(apps: Any, _editor: Any) -> None:
    from linli.apps.community.pinyin import initials_of

    places = apps.get_model("community", "Place").objects.order_by("code")
    last = ""
    while found := list(places.filter(code__gt=last)[:CHUNK]):
        last = found[-1].code
        for place, letters in zip(found, initials_of([one.name for one in found]), strict=True):
            place.initials = letters
        places.bulk_update(found, ["initials"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("community", "0010_place_editions")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
