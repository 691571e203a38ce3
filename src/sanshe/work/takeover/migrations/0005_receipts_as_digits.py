"""Whoever is known by a receipt alone was kept as words of whichever language the lists were drawn
in: the digits stay, the word beside them is the reader's."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("takeover", "0004_who_writes")]

    operations = [
        migrations.RunSQL(
            "UPDATE takeover_client SET called = regexp_replace(called, '[^0-9]', '', 'g')"
            " WHERE need_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
