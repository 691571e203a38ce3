"""A record holds no lock on its item.

A foreign key made every record of a province take a share of its item's row: one row that all
writers wrote to. Items stay for good (the catalogue's 0004), and a record's item is its service's
(checked before it is written), so there is nothing left for the key to guard.
"""

from django.db import migrations


def unbound(table):
    name = f"{table}_item"
    return migrations.RunSQL(
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        f"ALTER TABLE {table} ADD CONSTRAINT {name}"
        f" FOREIGN KEY (item_id) REFERENCES catalogue_item (id)",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_series"), ("catalogue", "0004_items_stay")]
    operations = [unbound("ledger_record"), unbound("ledger_tally")]
