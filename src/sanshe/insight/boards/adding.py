"""The one way a figure is changed: a change of a part is added at every level."""

from __future__ import annotations

LEVELS_OF_A_PART = """
    SELECT 5::smallint AS level, d.community AS area, d.month, d.item, d.agency, d.platform, d.unit,
           d.sealed, d.pool, d.records, d.confirmed, d.quantity, d.heads
    FROM deltas d WHERE d.low
    UNION ALL
    SELECT up.level, d.community / up.step * up.step, d.month, kind.item, kind.agency, 0, d.unit,
           false, d.pool, d.records, d.confirmed, d.quantity, d.heads
    FROM deltas d
    CROSS JOIN (VALUES (4::smallint, 1000::bigint), (3, 1000000), (2, 100000000), (1, 10000000000))
        AS up(level, step)
    CROSS JOIN LATERAL (VALUES (d.item, '00000000-0000-0000-0000-000000000000'::uuid),
                               (0::bigint, d.agency)) AS kind(item, agency)
    WHERE NOT d.sealed"""
"""What ``deltas`` change: at the community (where ``low``), and by item and by agency at each level
above."""

ADD = """
INSERT INTO boards_month AS b
    (level, area, month, item, agency, platform, unit, sealed, pool,
     records, confirmed, quantity, heads)
SELECT level, area, month, item, agency, platform, unit, sealed, pool,
       sum(records), sum(confirmed), sum(quantity), sum(heads)
FROM every GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ON CONFLICT (level, area, month, item, agency, platform, unit, sealed, pool)
DO UPDATE SET records = b.records + EXCLUDED.records, confirmed = b.confirmed + EXCLUDED.confirmed,
              quantity = b.quantity + EXCLUDED.quantity, heads = b.heads + EXCLUDED.heads
"""
