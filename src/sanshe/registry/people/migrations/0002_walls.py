"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        walls.matter("people_household"),
        walls.matter("people_person"),
        walls.part_of("people_part", "people_person", "person_id"),
    ]
