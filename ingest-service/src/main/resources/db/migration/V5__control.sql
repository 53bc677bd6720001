-- What the platform wants of a job: RUNNING, PAUSED or CANCELLED.
ALTER TABLE job ADD COLUMN control text NOT NULL DEFAULT 'RUNNING';
ALTER TABLE job ADD COLUMN controlled_at timestamptz;

-- Of an artwork whose job is paused. It is out of the index then: no look walks through a paused backlog.
ALTER TABLE artwork ADD COLUMN held boolean NOT NULL DEFAULT false;
DROP INDEX artwork_queued;
CREATE INDEX artwork_queued ON artwork (lane, tenant, not_before, position) WHERE state = 'QUEUED' AND NOT held;
