"""A resident reads who comes, not where the keys lie nor who signed; and the things are written by
the two sides alone."""

from django.db import migrations

from sanshe.trust.policy import walls

SIDES = f"({walls.SIGHT} = 'all' OR w.leaving = {walls.ORG} OR w.coming = {walls.ORG})"
STAFF = f"{walls.SIGHT} IN ('all', 'org', 'area', 'counts')"


def part(table: str, who: str) -> str:
    return (
        f"({STAFF} AND EXISTS (SELECT 1 FROM takeover_takeover w"
        f" WHERE w.id = {table}.takeover_id AND {who}))"
    )


def again(table: str, write: str) -> list[migrations.RunSQL]:
    """In the place of the wall that ``walls.part_of`` built."""
    old = f"EXISTS (SELECT 1 FROM takeover_takeover w WHERE w.id = {table}.takeover_id)"
    return [
        migrations.RunSQL(
            f"DROP POLICY {table}_wall ON {table}",
            f"CREATE POLICY {table}_wall ON {table} USING ({old}) WITH CHECK ({old})",
        ),
        walls.wall_apart(table, part(table, "true"), part(table, write)),
    ]


class Migration(migrations.Migration):
    dependencies = [("takeover", "0002_walls")]

    operations = [
        *again("takeover_event", "true"),
        *again("takeover_signature", "true"),
        *again("takeover_thing", SIDES),
    ]
