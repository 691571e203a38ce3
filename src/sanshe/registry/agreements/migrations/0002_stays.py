"""What was said of a purchase stays said; what was signed is not rewritten."""

from django.db import migrations

from sanshe.trust.policy import walls

# Until the contract is signed its promises are a draft. From then on indicators and their rules
# stay as they are: a change is a new rule, or a supplementary agreement.
SIGNED = """
CREATE FUNCTION agreements_promise_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agreement uuid;
BEGIN
    IF TG_TABLE_NAME = 'agreements_rule' THEN
        SELECT i.agreement_id INTO agreement FROM agreements_indicator i
        WHERE i.id = OLD.indicator_id;
    ELSE
        agreement := OLD.agreement_id;
    END IF;
    IF EXISTS (SELECT 1 FROM agreements_agreement a
               WHERE a.id = agreement AND a.signed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'what was signed is not rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""
TABLES = ("rule", "indicator", "source", "budget", "tranche")
LAY = SIGNED + "".join(
    f"""
    CREATE TRIGGER agreements_{table}_stays BEFORE UPDATE OR DELETE ON agreements_{table}
        FOR EACH ROW EXECUTE FUNCTION agreements_promise_stays();"""
    for table in TABLES
)
LIFT = "".join(
    f"DROP TRIGGER agreements_{table}_stays ON agreements_{table};" for table in TABLES
) + "DROP FUNCTION agreements_promise_stays();"


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        walls.append_only("agreements_event"),
        walls.append_only("agreements_document"),
        walls.append_only("agreements_amendment"),
        migrations.RunSQL(LAY, LIFT),
    ]
