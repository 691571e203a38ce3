"""Who made a report sees it; its purchaser once it is handed over."""

from django.db import migrations

from sanshe.trust.policy import walls

OWN = f"({walls.SIGHT} = 'all' OR org = {walls.ORG})"
HANDED = f"(handed_at IS NOT NULL AND {walls.ORG} = ANY (readers))"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        walls.wall("reports_words", OWN),
        walls.wall_apart("reports_report", f"({OWN} OR {HANDED})", OWN),
    ]
