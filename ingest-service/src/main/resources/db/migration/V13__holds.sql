-- Why work waits that could be done: each hold has its owner, and nobody lifts another's.
CREATE TABLE hold (
    id uuid PRIMARY KEY,
    owner text NOT NULL CHECK (owner IN ('platform', 'operator')),
    -- One of them.
    job uuid REFERENCES job,
    tenant text REFERENCES tenant,
    lane text,
    reason text,
    placed_by text NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(job, tenant, lane) = 1)
);
-- An order that is given again is the same hold.
CREATE UNIQUE INDEX hold_once ON hold (owner, coalesce(job::text, ''), coalesce(tenant, ''), coalesce(lane, ''));
CREATE INDEX hold_job ON hold (job);
CREATE INDEX hold_tenant ON hold (tenant);

INSERT INTO hold (id, owner, job, placed_by, placed_at)
    SELECT gen_random_uuid(), 'platform', id, 'a key', coalesce(controlled_at, now()) FROM job WHERE control = 'PAUSED';

-- Who did what to whose work, and when.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text,
    job uuid,
    at timestamptz NOT NULL DEFAULT now(),
    who text NOT NULL,
    action text NOT NULL,
    detail text NOT NULL
);
CREATE INDEX audit_of_job ON audit (job, id);
CREATE INDEX audit_of_tenant ON audit (tenant, id);

-- How often it was given another chance after its end.
ALTER TABLE artwork ADD COLUMN retries int NOT NULL DEFAULT 0;
-- Which ones failed, of a job or of a tenant.
CREATE INDEX artwork_failed ON artwork (tenant, code, job) WHERE state IN ('REFUSED', 'ABANDONED');
CREATE INDEX artwork_state ON artwork (job, state);
