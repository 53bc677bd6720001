ALTER TABLE artwork ADD COLUMN failures int NOT NULL DEFAULT 0;

-- Whether it may have brought a worker down, or failed in a way that nobody foresaw: it runs alone from then on.
ALTER TABLE artwork ADD COLUMN suspect boolean NOT NULL DEFAULT false;
