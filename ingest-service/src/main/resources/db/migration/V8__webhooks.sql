-- Where a platform, or one of its artists, wants to be told what has become of artworks.
CREATE TABLE webhook_endpoint (
    id uuid PRIMARY KEY,
    tenant text NOT NULL,
    -- Of the works of one artist only; null: of all.
    artist text,
    url text NOT NULL,
    events text[] NOT NULL,
    -- ARTIST: the ends of a bulk job are told together for each artist; EACH: each by itself.
    digest text NOT NULL,
    disabled_cause text,
    disabled_at timestamptz,
    -- Whether anything was ever delivered, and since when nothing is any more.
    proven boolean NOT NULL DEFAULT false,
    failing_since timestamptz,
    -- By its own Retry-After.
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    created_at timestamptz NOT NULL
);
CREATE INDEX webhook_endpoint_audience ON webhook_endpoint (tenant, artist);
CREATE INDEX webhook_endpoint_disabled ON webhook_endpoint (id) WHERE disabled_at IS NOT NULL;

-- All that have not expired sign, so that a receiver can change from one to the next.
CREATE TABLE webhook_secret (
    endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    secret text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (endpoint, secret)
);

CREATE TABLE webhook_message (
    -- As the header webhook-id has it: the same for every attempt and replay.
    id text PRIMARY KEY,
    -- The cursor of its listing.
    position bigint GENERATED ALWAYS AS IDENTITY,
    endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    tenant text NOT NULL,
    type text NOT NULL,
    job uuid,
    -- What is sent and signed, byte for byte in UTF-8.
    body text NOT NULL,
    -- WAITING, SENDING, DELIVERED, EXHAUSTED, or HELD: its endpoint is disabled.
    state text NOT NULL,
    -- All there were, and those since it was accepted or last replayed.
    attempts int NOT NULL DEFAULT 0,
    attempts_of_round int NOT NULL DEFAULT 0,
    -- When it is sent; while it is being sent, when it is sent again because nobody told how that went.
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX webhook_message_open ON webhook_message (endpoint, due_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX webhook_message_held ON webhook_message (endpoint) WHERE state = 'HELD';
CREATE INDEX webhook_message_listing ON webhook_message (endpoint, position);
CREATE INDEX webhook_message_of_job ON webhook_message (job);
CREATE INDEX webhook_message_age ON webhook_message (created_at);

CREATE TABLE webhook_attempt (
    message text NOT NULL REFERENCES webhook_message ON DELETE CASCADE,
    number int NOT NULL,
    at timestamptz NOT NULL,
    duration_ms int NOT NULL,
    result text NOT NULL,
    status int,
    PRIMARY KEY (message, number)
);

-- Ends of a bulk job that an endpoint has yet to be told of, by artist.
CREATE TABLE webhook_digest (
    endpoint uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    job uuid NOT NULL,
    artist text NOT NULL,
    protected int NOT NULL,
    refused int NOT NULL,
    abandoned int NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (endpoint, job, artist)
);
CREATE INDEX webhook_digest_of_job ON webhook_digest (job);
CREATE INDEX webhook_digest_age ON webhook_digest (opened_at);
