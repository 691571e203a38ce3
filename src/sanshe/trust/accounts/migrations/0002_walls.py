"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        # colleagues' names are read by whoever is signed in; otherwise only the door itself reads
        walls.wall("accounts_user", f"{walls.DOOR} OR {walls.USER} IS NOT NULL OR {walls.SIGHT} = 'all'"),
        walls.wall(
            "accounts_assignment",
            f"{walls.DOOR} OR {walls.USER} IS NOT NULL OR {walls.SIGHT} = 'all'",
        ),
    ]
