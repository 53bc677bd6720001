CREATE TABLE api_key (
    sha256 text PRIMARY KEY,
    tenant text NOT NULL
);

CREATE TABLE job (
    id uuid PRIMARY KEY,
    tenant text NOT NULL,
    idempotency_key text NOT NULL,
    -- Of the request's body: the same key with another body is an error of the caller's.
    request_sha256 text NOT NULL,
    lane text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tenant, idempotency_key)
);

CREATE TABLE artwork (
    id uuid PRIMARY KEY,
    job uuid NOT NULL REFERENCES job,
    tenant text NOT NULL,
    -- Order within the job, and the cursor of its listing.
    position int NOT NULL,
    reference text NOT NULL,
    artist text NOT NULL,
    lane text NOT NULL,
    intensity text NOT NULL,
    upload uuid,
    source_key text,
    state text NOT NULL,
    attempt int NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL,
    sha256 text,
    size_bytes bigint,
    media_type text,
    worker text,
    code text,
    reason text,
    -- The outcome as the worker told it, when it is Protected.
    outcome jsonb,
    trace_parent text,
    updated_at timestamptz NOT NULL,
    UNIQUE (job, position)
);

-- The loops look at what is open; finished work, which is nearly all of it, is not in these indexes.
CREATE INDEX artwork_received ON artwork (lane, not_before) WHERE state = 'RECEIVED';
CREATE INDEX artwork_queued ON artwork (lane, updated_at) WHERE state = 'QUEUED';
CREATE INDEX artwork_on_the_belt ON artwork (lane) WHERE state IN ('DISPATCHED', 'RUNNING');

-- Row and message can't disagree: a message leaves from here, and only after its artwork's state was committed.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    message_key text NOT NULL,
    message text NOT NULL,
    trace_parent text
);
