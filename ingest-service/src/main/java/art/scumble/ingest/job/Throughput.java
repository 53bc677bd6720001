package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.dispatch.WorkRates;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * How fast a job goes and how long it will take, from what was done of it in the last half of its time, be it refused
 * after its search: a minute at least, ten at most, so that neither a worker's first, slow picture nor a pause counts for
 * long. Works are weighed by their predicted seconds: small pictures that come first would promise too much otherwise.
 */
@ApplicationScoped
class Throughput {
    /** What was done in a shorter time says too little. */
    private static final double SHORTEST_SECONDS = 1;
    /** Of artworks that are yet to be admitted, while none of the job's is. */
    private static final double USUAL_MEGAPIXELS = 2;

    private static final String SUMS = """
            WITH recent_time AS (
                SELECT least(age, greatest(age / 2, interval '1 minute'), interval '10 minutes') AS span
                FROM (SELECT now() - min(dispatched_at) AS age FROM ingest.artwork WHERE job = ?) AS job_time)
            SELECT count(*) FILTER (WHERE recent), coalesce(sum(pixels) FILTER (WHERE recent), 0) / 1e6,
                count(*) FILTER (WHERE is_open), count(*) FILTER (WHERE is_open AND pixels IS NOT NULL),
                coalesce(sum(pixels) FILTER (WHERE is_open), 0) / 1e6, avg(pixels) / 1e6,
                extract(epoch FROM max(span))::double precision
            FROM (SELECT pixels, span,
                    state IN ('PROTECTED', 'REFUSED', 'ABANDONED') AND worker IS NOT NULL AND same_as IS NULL
                        AND updated_at > now() - span AS recent,
                    state IN ('RECEIVED', 'QUEUED', 'FOLLOWING', 'DISPATCHED', 'RUNNING') AS is_open
                FROM ingest.artwork, recent_time WHERE job = ?) AS work""";

    private final Database database;
    private final WorkRates rates;

    Throughput(Database database, WorkRates rates) {
        this.database = database;
        this.rates = rates;
    }

    private record Sums(
            long done,
            double doneMegapixels,
            long open,
            long openKnown,
            double openMegapixels,
            double mean,
            double seconds) {
        private static Sums read(ResultSet row) throws SQLException {
            double mean = row.getDouble(6);
            return new Sums(
                    row.getLong(1),
                    row.getDouble(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getDouble(5),
                    row.wasNull() || mean == 0 ? USUAL_MEGAPIXELS : mean,
                    row.getDouble(7));
        }

        private double allOpenMegapixels() {
            return openMegapixels + (open - openKnown) * mean;
        }
    }

    /** Empty while nothing was done. */
    Optional<JobView.Progress> of(UUID job, Lane lane) {
        return database.transaction(transaction -> {
            Sums sums = transaction.query(Sums::read, SUMS, job, job).getFirst();
            if (sums.done() == 0 || sums.seconds() < SHORTEST_SECONDS) {
                return Optional.empty();
            }
            double done = rates.predict(transaction, lane, sums.done(), sums.doneMegapixels());
            double open = rates.predict(transaction, lane, sums.open(), sums.allOpenMegapixels());
            return Optional.of(new JobView.Progress(Math.round(sums.done() / sums.seconds() * 600) / 10.0, (long)
                    Math.ceil(open / done * sums.seconds())));
        });
    }
}
