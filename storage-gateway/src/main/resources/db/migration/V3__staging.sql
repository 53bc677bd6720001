-- Whether its place in staging was emptied, after nobody could write there any more.
ALTER TABLE upload ADD COLUMN emptied boolean NOT NULL DEFAULT false;
CREATE INDEX upload_staged ON upload (created_at) WHERE NOT emptied;
