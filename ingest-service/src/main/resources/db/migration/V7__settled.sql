-- Whether storage-gateway was told which result counts, so that the others could be removed.
ALTER TABLE artwork ADD COLUMN settled boolean NOT NULL DEFAULT false;
CREATE INDEX artwork_unsettled ON artwork (updated_at)
    WHERE NOT settled AND attempt > 0 AND state IN ('PROTECTED', 'REFUSED', 'ABANDONED');
