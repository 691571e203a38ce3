"""Policy papers, told numbers, closed tables."""

import sanshe.ground.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=sanshe.ground.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=24)),
                ('version', models.CharField(max_length=12)),
                ('area', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('as_of', models.DateField()),
                ('lines', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('closed_at', models.DateTimeField()),
                ('by_user', models.UUIDField(null=True)),
                ('by_org', models.UUIDField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'statutory_edition',
                'constraints': [models.UniqueConstraint(fields=('area', 'year', 'form', 'number'), name='edition_number_once'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('number__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='correction_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.UUIDField(default=sanshe.ground.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.BigIntegerField(db_index=True)),
                ('topic', models.CharField(choices=[('social_work', '社会工作'), ('volunteer', '志愿服务'), ('incentive', '志愿服务激励')], max_length=16)),
                ('title', models.CharField(max_length=120)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issuer', models.CharField(max_length=80)),
                ('issued_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by_user', models.UUIDField(null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=200)),
                ('withdrawn_by', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'statutory_policy',
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('area', 'issuer', 'title', 'issued_on'), name='policy_once'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='withdrawing_a_policy_needs_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(default=sanshe.ground.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=24)),
                ('version', models.CharField(max_length=12)),
                ('line', models.CharField(max_length=12)),
                ('area', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('paper', models.CharField(max_length=120)),
                ('paper_on', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('by_user', models.UUIDField(null=True)),
                ('by_org', models.UUIDField()),
            ],
            options={
                'db_table': 'statutory_told',
                'indexes': [models.Index(fields=['year', 'area', 'line'], name='told_of_a_year')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__isnull', True), ('number__gte', 0), _connector='OR'), name='told_not_below_zero'), models.CheckConstraint(condition=models.Q(('paper', ''), _negated=True), name='told_from_a_paper')],
            },
        ),
    ]
