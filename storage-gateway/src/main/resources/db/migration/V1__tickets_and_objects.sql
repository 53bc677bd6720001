CREATE TABLE upload (
    id uuid PRIMARY KEY,
    tenant text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- Set once the upload was admitted: asking again gives the same answer, though staging is empty by then.
    sha256 text
);

CREATE TABLE source (
    tenant text NOT NULL,
    sha256 text NOT NULL,
    size_bytes bigint NOT NULL,
    media_type text NOT NULL,
    admitted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, sha256)
);

CREATE TABLE result (
    tenant text NOT NULL,
    artwork uuid NOT NULL,
    attempt int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, artwork, attempt)
);
