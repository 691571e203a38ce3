"""What is published is never edited: the database holds it too, against the owner as well.

A published or withdrawn version keeps its lines, its date of effect and its reason. What may
still change is the day it ends and whether it was withdrawn.
"""

from django.db import migrations

STAYS = """
CREATE FUNCTION catalogue_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM catalogue_version v
               WHERE v.id = OLD.version_id AND v.state <> 'draft') THEN
        RAISE EXCEPTION 'lines of a published catalogue are never changed or deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER catalogue_line_stays BEFORE UPDATE OR DELETE ON catalogue_line
    FOR EACH ROW EXECUTE FUNCTION catalogue_line_stays();

CREATE FUNCTION catalogue_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR NEW.state = 'draft'
       OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn')
       OR (NEW.community, NEW.number, NEW.effective_from, NEW.why)
          IS DISTINCT FROM (OLD.community, OLD.number, OLD.effective_from, OLD.why) THEN
        RAISE EXCEPTION 'a published catalogue is never changed or deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalogue_version_stays BEFORE UPDATE OR DELETE ON catalogue_version
    FOR EACH ROW EXECUTE FUNCTION catalogue_version_stays();
"""
MOVES = """
DROP TRIGGER catalogue_version_stays ON catalogue_version;
DROP FUNCTION catalogue_version_stays();
DROP TRIGGER catalogue_line_stays ON catalogue_line;
DROP FUNCTION catalogue_line_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, MOVES)]
