"""One line is hung on its chain by the server: taking the chain's end, hashing and writing travel
as one statement, so that a line can go along with the commit.

Runs with the rights of whoever calls it, behind the same walls. ``before`` and ``after`` are the
line's facts in the canonical form of ``ground.kit.chain``, but the number, which is known only
when the chain is held; the hash is what ``chain.link`` gives."""

from django.db import migrations

APPEND = """
CREATE FUNCTION audit_append(
    its_county bigint, its_org uuid, its_id uuid, its_at timestamptz, its_actor uuid,
    its_role text, its_deed text, its_kind text, its_subject text, its_community bigint,
    its_purpose text, its_detail jsonb, before text, after text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
    last bytea;
    next bytea;
BEGIN
    SELECT seq, hash INTO number, last FROM audit_head
    WHERE county = its_county AND org = its_org FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_head (county, org, seq, hash) VALUES (its_county, its_org, 0, '')
        ON CONFLICT DO NOTHING;
        SELECT seq, hash INTO STRICT number, last FROM audit_head
        WHERE county = its_county AND org = its_org FOR UPDATE;
    END IF;
    number := number + 1;
    next := sha256(last || convert_to(before || number || after, 'UTF8'));
    INSERT INTO audit_entry (county, id, org, seq, at, actor, role, deed, subject_kind,
                             subject_id, community, purpose, detail, previous, hash)
    VALUES (its_county, its_id, its_org, number, its_at, its_actor, its_role, its_deed, its_kind,
            its_subject, its_community, its_purpose, its_detail, last, next);
    UPDATE audit_head SET seq = number, hash = next WHERE county = its_county AND org = its_org;
    RETURN number;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_who_looked")]

    operations = [
        migrations.RunSQL(
            APPEND,
            "DROP FUNCTION audit_append(bigint, uuid, uuid, timestamptz, uuid, text, text, text,"
            " text, bigint, text, jsonb, text, text)",
        ),
        # rows that are rewritten all day: leave room beside them, so that no index is touched
        migrations.RunSQL(
            "ALTER TABLE audit_head SET (fillfactor = 40)",
            "ALTER TABLE audit_head RESET (fillfactor)",
        ),
    ]
