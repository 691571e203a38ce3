"""Who looked at somebody's data may be read by whoever keeps them: the lines about the persons
that ``policy.scope.looking_back`` names, of their place, and no others."""

from django.db import migrations

from sanshe.trust.policy import walls

KEPT = """
CREATE POLICY audit_entry_about ON audit_entry FOR SELECT USING (
    subject_kind = 'person'
    AND subject_id = ANY (NULLIF(current_setting('app.about', true), '')::text[])
    AND (deed LIKE 'people.%' OR deed LIKE 'consent.%')
    AND {area}
)
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_walls")]

    operations = [
        migrations.RunSQL(
            KEPT.format(area=walls.IN_AREA),
            "DROP POLICY audit_entry_about ON audit_entry",
        ),
    ]
