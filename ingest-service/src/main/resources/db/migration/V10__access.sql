CREATE TABLE tenant (
    id text PRIMARY KEY,
    -- How much of the fleet it may have beside a tenant of weight 1.
    weight double precision NOT NULL DEFAULT 1 CHECK (weight > 0),
    -- Its artworks go through everything but the search.
    sandbox boolean NOT NULL DEFAULT false,
    -- Null where the installation's limit is meant.
    most_open_artworks bigint CHECK (most_open_artworks > 0),
    most_open_pixels bigint CHECK (most_open_pixels > 0),
    requests_per_second int CHECK (requests_per_second > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO tenant (id) SELECT DISTINCT tenant FROM api_key;
INSERT INTO tenant (id, weight) SELECT tenant, weight FROM tenant_weight
    ON CONFLICT (id) DO UPDATE SET weight = excluded.weight;
DROP TABLE tenant_weight;

ALTER TABLE api_key
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN label text NOT NULL DEFAULT 'first key',
    ADD COLUMN scopes text[] NOT NULL DEFAULT '{read,submit,control,webhooks,keys}',
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    -- From then on it is unknown: it was revoked, has been replaced, or was made for a time.
    ADD COLUMN ends_at timestamptz NOT NULL DEFAULT 'infinity',
    ADD CONSTRAINT api_key_tenant FOREIGN KEY (tenant) REFERENCES tenant;
CREATE INDEX api_key_of_tenant ON api_key (tenant, created_at);

-- What a tenant has unfinished, for its quotas.
CREATE INDEX artwork_open ON artwork (tenant) INCLUDE (pixels)
    WHERE state IN ('RECEIVED', 'QUEUED', 'DISPATCHED', 'RUNNING');
