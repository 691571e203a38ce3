"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [
        walls.matter("visits_visit"),
    ]
