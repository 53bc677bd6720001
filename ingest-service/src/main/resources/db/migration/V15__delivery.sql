-- Where a job's results go in the tenant's own bucket, if they go there: a template of keys.
ALTER TABLE job ADD COLUMN deliver_to text;
ALTER TABLE artwork
    ADD COLUMN delivery_key text,
    ADD COLUMN deliver_after timestamptz,
    ADD COLUMN delivery_tries int NOT NULL DEFAULT 0,
    ADD COLUMN delivered_at timestamptz,
    -- Why it can't be delivered, for good.
    ADD COLUMN delivery_problem text;
CREATE INDEX artwork_to_deliver ON artwork (deliver_after NULLS FIRST) WHERE state = 'PROTECTED'
    AND delivery_key IS NOT NULL AND delivered_at IS NULL AND delivery_problem IS NULL;
