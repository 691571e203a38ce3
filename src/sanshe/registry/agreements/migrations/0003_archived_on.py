"""A purchase that failed or was terminated is archived in the state it had come to."""

from django.db import migrations, models

FROM_THE_STORY = """
UPDATE agreements_agreement SET archived_on = e."on" FROM agreements_event e
WHERE e.agreement_id = agreements_agreement.id AND e.step = 'archived';
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_stays")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="archived_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(FROM_THE_STORY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="archived") | models.Q(archived_on__isnull=False),
                name="archived_agreement_has_its_day",
            ),
        ),
    ]
