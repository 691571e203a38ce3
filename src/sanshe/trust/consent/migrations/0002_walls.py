"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

# Whoever has shown a number's secret reads and ends that one; a relative reads theirs.
HELD = f"number = {walls.RECEIPT}"
READ = f"{walls.SEEN} OR {HELD} OR id = {walls.CONSENT}"


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]

    operations = [
        walls.wall_apart("consent_consent", READ, f"{walls.SEEN} OR {HELD}"),
        walls.append_only("consent_line"),
        walls.part_of("consent_line", "consent_consent", "consent_id"),
    ]
