"""The third wall: what the database itself refuses."""

from django.db import migrations

from sanshe.trust.policy import walls

READ = f"{walls.DOOR} OR {walls.USER} IS NOT NULL OR {walls.SIGHT} = 'all'"
WRITE = f"{walls.DOOR} OR {walls.ROLE} = 'security_admin' OR {walls.SIGHT} = 'all'"

SEPARATE = """
CREATE FUNCTION accounts_assignment_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- two grants to one person at the same time wait for each other
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.user_id::text, 1512));
    IF EXISTS (
        SELECT 1 FROM accounts_assignment a
        WHERE a.user_id = NEW.user_id AND a.id <> NEW.id AND a.role <> NEW.role
          AND (a.role IN ('system_admin', 'security_admin', 'audit_admin')
               OR NEW.role IN ('system_admin', 'security_admin', 'audit_admin'))
          AND daterange(a.since, a.until, '[]') && daterange(NEW.since, NEW.until, '[]')
    ) THEN
        RAISE EXCEPTION 'an administrator''s account holds no other role'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_assignment_apart BEFORE INSERT OR UPDATE ON accounts_assignment
    FOR EACH ROW EXECUTE FUNCTION accounts_assignment_apart();
"""

# run with the owner's eyes: row-level security must not hide the accounts that forbid a demo
DEMO = """
CREATE FUNCTION accounts_installation_guard() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what an installation is stays written'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.demo AND NOT OLD.demo THEN
        RAISE EXCEPTION 'an installation never becomes a demonstration later'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.demo AND EXISTS (SELECT 1 FROM accounts_user) THEN
        RAISE EXCEPTION 'a database with accounts never becomes a demonstration'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_installation_guard BEFORE INSERT OR UPDATE OR DELETE
    ON accounts_installation FOR EACH ROW EXECUTE FUNCTION accounts_installation_guard();
REVOKE TRUNCATE ON accounts_installation FROM PUBLIC;

CREATE FUNCTION accounts_user_demo() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.is_demo AND NOT EXISTS (SELECT 1 FROM accounts_installation WHERE demo) THEN
        RAISE EXCEPTION 'accounts to try out exist in a demonstration only'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_user_demo BEFORE INSERT OR UPDATE OF is_demo ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION accounts_user_demo();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        # colleagues' names are read by whoever is signed in; accounts are kept by the security
        # administrator and by the door itself (last sign-in, own password)
        walls.wall_apart("accounts_user", READ, WRITE),
        walls.wall_apart("accounts_assignment", READ, WRITE),
        migrations.RunSQL(
            SEPARATE,
            "DROP TRIGGER accounts_assignment_apart ON accounts_assignment;"
            " DROP FUNCTION accounts_assignment_apart();",
        ),
        migrations.RunSQL(
            DEMO,
            "DROP TRIGGER accounts_installation_guard ON accounts_installation;"
            " DROP FUNCTION accounts_installation_guard();"
            " DROP TRIGGER accounts_user_demo ON accounts_user;"
            " DROP FUNCTION accounts_user_demo();",
        ),
    ]
