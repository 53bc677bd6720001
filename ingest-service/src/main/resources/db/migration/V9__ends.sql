-- Ends of artworks that webhooks are yet to be made of; a row is deleted by the transaction that makes them. Its id is no
-- cursor: a transaction with a lower one may commit later.
CREATE TABLE artwork_end (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text NOT NULL,
    job uuid NOT NULL,
    -- Null: no artwork has ended, but its job may be complete by now.
    artwork uuid,
    artist text,
    reference text,
    lane text,
    state text,
    code text,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX artwork_end_of_job ON artwork_end (job);

-- A trigger, so that no code that ends an artwork can forget it, and it is in the same transaction. Tenants without an
-- endpoint pay for one look into an index.
CREATE FUNCTION note_artwork_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM ingest.webhook_endpoint WHERE tenant = NEW.tenant) THEN
        INSERT INTO ingest.artwork_end (tenant, job, artwork, artist, reference, lane, state, code)
        VALUES (NEW.tenant, NEW.job, NEW.id, NEW.artist, NEW.reference, NEW.lane, NEW.state, NEW.code);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER artwork_ended AFTER UPDATE OF state ON artwork FOR EACH ROW
    WHEN (NEW.state IN ('PROTECTED', 'REFUSED', 'ABANDONED') AND OLD.state NOT IN ('PROTECTED', 'REFUSED', 'ABANDONED'))
    EXECUTE FUNCTION note_artwork_end();
CREATE TRIGGER artwork_ended_at_once AFTER INSERT ON artwork FOR EACH ROW
    WHEN (NEW.state IN ('PROTECTED', 'REFUSED', 'ABANDONED'))
    EXECUTE FUNCTION note_artwork_end();

-- Whether a job has anything open is asked with each batch of its ends.
CREATE INDEX artwork_open_of_job ON artwork (job) WHERE state NOT IN ('PROTECTED', 'REFUSED', 'ABANDONED');

-- When its endpoints were told that all of its artworks have ended: once.
ALTER TABLE job ADD COLUMN completion_told_at timestamptz;
