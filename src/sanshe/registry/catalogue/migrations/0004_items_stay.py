"""An item is never taken out of the catalogue of items, and keeps its number: records, lines and
services name it for good. So whoever writes a record need not hold the item's row to be sure."""

from django.db import migrations

STAYS = """
CREATE FUNCTION catalogue_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an item is never deleted and keeps its number'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER catalogue_item_stays BEFORE DELETE ON catalogue_item
    FOR EACH ROW EXECUTE FUNCTION catalogue_item_stays();
CREATE TRIGGER catalogue_item_keeps BEFORE UPDATE OF id ON catalogue_item
    FOR EACH ROW WHEN (NEW.id <> OLD.id) EXECUTE FUNCTION catalogue_item_stays();
"""
MOVES = """
DROP TRIGGER catalogue_item_keeps ON catalogue_item;
DROP TRIGGER catalogue_item_stays ON catalogue_item;
DROP FUNCTION catalogue_item_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_what_tables_ask_for")]
    operations = [migrations.RunSQL(STAYS, MOVES)]
