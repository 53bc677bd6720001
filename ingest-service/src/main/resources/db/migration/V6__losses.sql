-- How often an attempt was lost, which counts towards the last resort. Attempts that workers gave back don't.
ALTER TABLE artwork ADD COLUMN losses int NOT NULL DEFAULT 0;

-- How often it was put on the belt again to find out whether anybody takes anything.
ALTER TABLE artwork ADD COLUMN probes int NOT NULL DEFAULT 0;
