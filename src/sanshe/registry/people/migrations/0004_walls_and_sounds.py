"""The walls of what 0003 made; and who is kept already gets what likely duplicates are found by."""

from django.db import migrations

from sanshe.registry.people.sounds import folded, phone_mark, surname_of
from sanshe.trust.policy import walls

MARKED = ["sound", "surname", "phone_mark"]


def find_by_sound(apps, schema_editor):
    person = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    some = []
    for row in person.filter(sound="").iterator(chunk_size=2000):
        row.sound, row.surname = folded(row.pinyin), surname_of(row.name)
        row.phone_mark = phone_mark(row.phone)
        some.append(row)
        if len(some) == 2000:
            person.bulk_update(some, MARKED)
            some = []
    person.bulk_update(some, MARKED)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_merging_and_importing")]

    operations = [
        walls.part_of("people_apart", "people_person", "one_id"),
        walls.part_of("people_merge", "people_person", "survivor_id"),
        walls.append_only("people_merge"),
        walls.part_of("people_merge_before", "people_merge", "merge_id"),
        walls.matter("people_import"),
        walls.part_of("people_import_row", "people_import", "batch_id"),
        migrations.RunPython(find_by_sound, migrations.RunPython.noop, elidable=False),
    ]
