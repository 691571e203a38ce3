"""A relative reads the visits of the one person who lets them, while that yes stands.

A policy of its own, beside the wall: the database gives either. Nothing of it is asked where no
relative looks (the first condition is the same for every row).
"""

from django.db import migrations

from sanshe.trust.policy import walls

OPEN = f"""
CREATE POLICY visits_visit_followed ON visits_visit FOR SELECT USING (
    {walls.CONSENT} IS NOT NULL
    AND privacy IN ('normal', 'third_party')
    AND EXISTS (
        SELECT 1 FROM consent_consent c
        WHERE c.id = {walls.CONSENT} AND c.about = person_id AND c.ended_at IS NULL
          AND c.privacy IN ('normal', 'third_party')
          AND c.until >= (now() AT TIME ZONE 'Asia/Shanghai')::date));
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0003_companions"), ("consent", "0002_walls")]

    operations = [
        migrations.RunSQL(OPEN, "DROP POLICY visits_visit_followed ON visits_visit;"),
    ]
