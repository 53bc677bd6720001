ALTER TABLE artwork ADD COLUMN dispatched_at timestamptz;

UPDATE artwork SET dispatched_at = updated_at WHERE state IN ('DISPATCHED', 'RUNNING');

-- For each lane when the latest-dispatched artwork that a worker has taken was dispatched: what was dispatched long
-- before it and was never taken has been lost on the way.
CREATE TABLE belt (
    lane text PRIMARY KEY,
    taken_up_to timestamptz NOT NULL
);
