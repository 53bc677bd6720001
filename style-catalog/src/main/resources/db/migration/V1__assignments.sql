-- One style an artist, for ever: who comes first decides, and everybody reads what was decided.
CREATE TABLE assignment (
    tenant text NOT NULL,
    artist text NOT NULL,
    style text NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, artist)
);
