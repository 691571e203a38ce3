"""The third wall: what the database itself refuses. And what Django cannot write down."""

from django.db import migrations

from sanshe.trust.policy import walls

PERSONS_SEEN = f"""(
    {walls.SIGHT} = 'all'
    OR ({walls.IN_AREA} AND ({walls.SIGHT} IN ('area', 'counts')
                             OR ({walls.SIGHT} = 'org' AND agency = {walls.ORG})))
    OR {walls.HANDOVER}
)"""
"""Presence holds persons' ids: another agency in the same place does not read them."""
PERSONS_WRITTEN = PERSONS_SEEN.replace("('area', 'counts')", "('area')")


def reference(table):
    """A foreign key to a reference table that is checked at once (a deferrable one cannot be
    spread over servers)."""
    name = f"{table}_item"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name}"
        f" FOREIGN KEY (item_id) REFERENCES catalogue_item (id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        reference("ledger_record"),
        reference("ledger_tally"),
        walls.append_only("ledger_record"),
        walls.append_only("ledger_remark"),
        walls.wall_apart("ledger_record", walls.BOOK_ROW, walls.BOOK_WRITE),
        walls.wall_apart("ledger_remark", walls.BOOK_ROW, walls.BOOK_WRITE),
        walls.wall_apart("ledger_standing", walls.BOOK_ROW, walls.BOOK_WRITE),
        walls.wall_apart("ledger_tally", walls.BOOK_FIGURE, walls.BOOK_WRITE),
        walls.wall_apart("ledger_presence", PERSONS_SEEN, PERSONS_WRITTEN),
        # rows that are rewritten all day: leave room beside them, so that no index is touched
        migrations.RunSQL(
            "ALTER TABLE ledger_head SET (fillfactor = 40);"
            "ALTER TABLE ledger_tally SET (fillfactor = 70);"
            "ALTER TABLE ledger_standing SET (fillfactor = 85)",
            "ALTER TABLE ledger_head RESET (fillfactor);"
            "ALTER TABLE ledger_tally RESET (fillfactor);"
            "ALTER TABLE ledger_standing RESET (fillfactor)",
        ),
    ]
