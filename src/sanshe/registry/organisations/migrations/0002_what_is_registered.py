"""What the registering department says of an organisation, in words that can be counted."""

from django.db import migrations, models

# words that name no level stay as they were written; the tables say that none is named
TO_CODES = """
UPDATE organisations_organisation SET registered_level = CASE
    WHEN registered_level IN ('省级', '省') THEN 'province'
    WHEN registered_level IN ('州市级', '市级', '州级', '市', '州') THEN 'prefecture'
    ELSE 'county' END
WHERE registered_level IN ('省级', '省', '州市级', '市级', '州级', '市', '州',
                           '县区级', '区级', '县级', '区', '县')
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            "organisation", "party_body", models.BooleanField(null=True, blank=True)
        ),
        migrations.AddField(
            "organisation", "registered_on", models.DateField(null=True, blank=True)
        ),
        migrations.RunSQL(TO_CODES, migrations.RunSQL.noop),
        migrations.AlterField(
            "organisation",
            "registered_level",
            models.CharField(
                blank=True,
                choices=[("province", "省级"), ("prefecture", "州市级"), ("county", "县区级")],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            "organisation",
            "kind",
            models.CharField(
                choices=[
                    ("purchaser", "购买主体"),
                    ("street_office", "街道办事处"),
                    ("residents_committee", "居民委员会"),
                    ("agency", "社工机构"),
                    ("filed_group", "备案的社区社会组织"),
                    ("external", "外部单位或热线"),
                    ("association", "社会工作行业组织"),
                ],
                max_length=24,
            ),
        ),
    ]
