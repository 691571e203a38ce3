"""Who is where follows the visit's wall; the visits planned so far get their rows."""

from django.db import migrations

from sanshe.trust.policy import walls

FILL = """
INSERT INTO visits_crew (id, visit_id, worker, start, "end", made)
SELECT gen_random_uuid(), id, worker,
       CASE WHEN state = 'planned' THEN planned_start ELSE started_at END,
       CASE WHEN state = 'planned' THEN planned_end ELSE ended_at END,
       state <> 'planned'
FROM visits_visit WHERE state = 'planned' OR (state = 'recorded' AND outcome = 'done')
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0004_followed")]

    operations = [
        migrations.RunSQL(FILL, "DELETE FROM visits_crew"),
        walls.part_of("visits_crew", "visits_visit", "visit_id"),
        walls.matter("visits_caution"),
    ]
