-- By the header; not known of what was admitted before, or where the header can't be read.
ALTER TABLE source ADD COLUMN pixels bigint;
