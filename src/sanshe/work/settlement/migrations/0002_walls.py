"""The third wall: a verdict is seen by whoever may see its record, and written by the job."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("settlement", "0001_initial")]

    operations = [
        walls.wall_apart("settlement_verdict", walls.BOOK_ROW, f"{walls.SIGHT} = 'all'"),
    ]
