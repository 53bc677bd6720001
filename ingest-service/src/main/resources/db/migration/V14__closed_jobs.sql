-- A manifest may be read to its end after the last of its artworks has ended: then the job is complete by that.
CREATE FUNCTION note_job_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM ingest.webhook_endpoint WHERE tenant = NEW.tenant) THEN
        INSERT INTO ingest.artwork_end (tenant, job) VALUES (NEW.tenant, NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER job_closed AFTER UPDATE OF closed ON job FOR EACH ROW WHEN (NEW.closed AND NOT OLD.closed)
    EXECUTE FUNCTION note_job_closed();
