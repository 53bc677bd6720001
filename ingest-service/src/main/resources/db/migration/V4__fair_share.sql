-- By the source's header; not known for what was admitted before, or for a header that can't be read.
ALTER TABLE artwork ADD COLUMN pixels bigint;

-- How often an attempt came to nothing for a reason that may still be there: each time it waits longer.
ALTER TABLE artwork ADD COLUMN setbacks int NOT NULL DEFAULT 0;

-- Each tenant's oldest first. The loops ask tenant by tenant, and never for a whole backlog.
DROP INDEX artwork_received;
CREATE INDEX artwork_received ON artwork (lane, tenant, not_before, position) WHERE state = 'RECEIVED';
DROP INDEX artwork_queued;
CREATE INDEX artwork_queued ON artwork (lane, tenant, not_before, position) WHERE state = 'QUEUED';

-- A tenant that is not here weighs 1.
CREATE TABLE tenant_weight (
    tenant text PRIMARY KEY,
    weight double precision NOT NULL CHECK (weight > 0)
);

-- A lane's virtual time: seconds of work that a tenant of weight 1 has been given, had it always had some waiting.
CREATE TABLE lane_clock (
    lane text PRIMARY KEY,
    virtual_time double precision NOT NULL
);

-- Up to which virtual time a tenant has had its share; a tenant that is not here has no share in advance.
CREATE TABLE tenant_share (
    lane text NOT NULL,
    tenant text NOT NULL,
    served_until double precision NOT NULL,
    PRIMARY KEY (lane, tenant)
);

-- Sums over what workers reported, old reports fading: enough for a line of seconds over megapixels.
CREATE TABLE work_rate (
    lane text PRIMARY KEY,
    works double precision NOT NULL,
    megapixels double precision NOT NULL,
    seconds double precision NOT NULL,
    megapixels_squared double precision NOT NULL,
    megapixel_seconds double precision NOT NULL
);

-- How many artworks of the lane ended in the last seconds: a count that fades, and when it was last true.
ALTER TABLE belt ALTER COLUMN taken_up_to SET DEFAULT '-infinity';
ALTER TABLE belt ADD COLUMN ended double precision NOT NULL DEFAULT 0;
ALTER TABLE belt ADD COLUMN ended_at timestamptz NOT NULL DEFAULT now();
