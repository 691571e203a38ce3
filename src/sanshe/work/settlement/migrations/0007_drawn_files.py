"""Which records were drawn for a look at their files is read by staff who see the review, and
written by its purchaser and its evaluators alone."""

from django.db import migrations

from sanshe.trust.policy import walls

TABLE = "settlement_file_check"
OLD = f"EXISTS (SELECT 1 FROM settlement_review w WHERE w.id = {TABLE}.review_id)"
STAFF = f"{walls.SIGHT} IN ('all', 'org', 'area', 'counts')"
JUDGE = (
    "EXISTS (SELECT 1 FROM settlement_evaluator e"
    f' WHERE e.review_id = w.id AND e."user" = {walls.USER})'
)
HANDS = f"({walls.SIGHT} = 'all' OR w.purchaser = {walls.ORG} OR {JUDGE})"


def drawn(who: str) -> str:
    return (
        f"({STAFF} AND EXISTS (SELECT 1 FROM settlement_review w"
        f" WHERE w.id = {TABLE}.review_id AND {who}))"
    )


class Migration(migrations.Migration):
    dependencies = [("settlement", "0006_what_opened_the_gates")]

    operations = [
        migrations.RunSQL(
            f"DROP POLICY {TABLE}_wall ON {TABLE}",
            f"CREATE POLICY {TABLE}_wall ON {TABLE} USING ({OLD}) WITH CHECK ({OLD})",
        ),
        walls.wall_apart(TABLE, drawn("true"), drawn(HANDS)),
    ]
