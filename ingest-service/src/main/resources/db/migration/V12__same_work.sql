-- The same work (tenant, artist, source, intensity, protection) is protected once: others of it wait for the first to end,
-- and end as it does.
ALTER TABLE artwork
    -- The artwork whose end is this one's as well.
    ADD COLUMN same_as uuid,
    -- What the fleet protected with when it was admitted.
    ADD COLUMN protection text;
CREATE INDEX artwork_work ON artwork (tenant, sha256, artist, intensity) WHERE same_as IS NULL;
CREATE INDEX artwork_following ON artwork (same_as) WHERE state = 'FOLLOWING';
-- A protected file that comes back as a source is known by its hash.
CREATE INDEX artwork_result ON artwork (tenant, (outcome ->> 'sha256')) WHERE state = 'PROTECTED';

DROP INDEX artwork_open;
CREATE INDEX artwork_open ON artwork (tenant) INCLUDE (pixels)
    WHERE state IN ('RECEIVED', 'QUEUED', 'FOLLOWING', 'DISPATCHED', 'RUNNING');

-- In the database, so that no way to an end can forget it.
CREATE FUNCTION end_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'ABANDONED' THEN
        UPDATE ingest.artwork SET state = 'RECEIVED', same_as = NULL, not_before = now(), updated_at = now()
            WHERE same_as = NEW.id AND state = 'FOLLOWING';
    ELSE
        UPDATE ingest.artwork SET state = NEW.state, code = NEW.code, reason = NEW.reason, outcome = NEW.outcome,
                attempt = NEW.attempt, worker = NEW.worker, settled = true, updated_at = now()
            WHERE same_as = NEW.id AND state = 'FOLLOWING';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER artwork_ended_for_followers AFTER UPDATE OF state ON artwork FOR EACH ROW
    WHEN (NEW.state IN ('PROTECTED', 'REFUSED', 'ABANDONED') AND OLD.state NOT IN ('PROTECTED', 'REFUSED', 'ABANDONED'))
    EXECUTE FUNCTION end_followers();
