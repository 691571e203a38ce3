"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        walls.append_only("ledger_record"),
        walls.append_only("ledger_remark"),
        walls.wall("ledger_record", walls.BOOK_ROW),
        walls.wall("ledger_remark", walls.BOOK_FIGURE),
        walls.wall("ledger_standing", walls.BOOK_FIGURE),
        walls.wall("ledger_tally", walls.BOOK_FIGURE),
        walls.wall("ledger_presence", walls.BOOK_FIGURE),
    ]
