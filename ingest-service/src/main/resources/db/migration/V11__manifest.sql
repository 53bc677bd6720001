-- A job is open while its manifest is read, and closed when all its artworks are known.
ALTER TABLE job
    ADD COLUMN closed boolean NOT NULL DEFAULT true,
    ADD COLUMN force boolean NOT NULL DEFAULT false,
    -- How far its manifest was read, and the SHA-256 of the bytes up to there: a manifest that is sent again must begin so.
    ADD COLUMN lines_read int NOT NULL DEFAULT 0,
    ADD COLUMN lines_rejected int NOT NULL DEFAULT 0,
    ADD COLUMN read_sha256 text,
    -- Who is reading it, and until when that counts without a word.
    ADD COLUMN reader uuid,
    ADD COLUMN reading_until timestamptz,
    -- Not known before a manifest was read to its end.
    ALTER COLUMN request_sha256 DROP NOT NULL;
CREATE INDEX job_open ON job (reading_until) WHERE NOT closed;

-- A reference may be longer than an index entry may be.
CREATE UNIQUE INDEX artwork_reference ON artwork (job, md5(reference));

-- Lines that are no artwork: nobody could tell them apart, or say what they are.
CREATE TABLE rejected_line (
    job uuid NOT NULL REFERENCES job,
    line int NOT NULL,
    reference text,
    reason text NOT NULL,
    PRIMARY KEY (job, line)
);
