-- Every content that was ever written, or was about to be, under a tenant's key. What lies there may be replaced only
-- if it is one of these. Written before the object, so that a crash in between makes no stranger of our own.
CREATE TABLE delivery (
    tenant text NOT NULL,
    key text NOT NULL,
    sha256 text NOT NULL,
    size_bytes bigint NOT NULL,
    artwork uuid NOT NULL,
    attempt int NOT NULL,
    first_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, key, sha256)
);
