package art.scumble.ingest.outcome;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TaskEvent;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.dispatch.Belt;
import art.scumble.ingest.dispatch.WorkRates;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts each outcome once: a change of state holds only for the attempt that is under way, so that repeated, late and
 * fenced events change nothing.
 */
@ApplicationScoped
public class TaskEvents {
    private static final Logger LOG = Logger.getLogger(TaskEvents.class);

    private final Database database;
    private final IngestConfig config;
    private final Belt belt;
    private final WorkRates rates;
    private final ObjectMapper json;
    private final MeterRegistry metrics;

    TaskEvents(
            Database database,
            IngestConfig config,
            Belt belt,
            WorkRates rates,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.belt = belt;
        this.rates = rates;
        this.json = json;
        this.metrics = metrics;
    }

    /** Takes one event; true if it changed anything. */
    public boolean take(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Started started -> started(started);
            case TaskEvent.Working working -> working(working);
            case TaskEvent.GivenBack givenBack -> givenBack(givenBack);
            case TaskEvent.Finished finished -> finished(finished);
        };
    }

    /** If another worker had it, that one has lost it, maybe with its life: the artwork is suspect from then on. */
    private boolean started(TaskEvent.Started started) {
        return database.transaction(transaction -> {
            List<OffsetDateTime> dispatched = transaction.query(
                    row -> row.getObject(1, OffsetDateTime.class),
                    """
                    UPDATE ingest.artwork SET state = 'RUNNING', worker = ?, updated_at = now(),
                        suspect = suspect OR (state = 'RUNNING' AND worker <> ?)
                    WHERE id = ? AND tenant = ? AND attempt = ? AND state IN ('DISPATCHED', 'RUNNING')
                    RETURNING dispatched_at""",
                    started.worker(),
                    started.worker(),
                    started.artwork(),
                    started.tenant().value(),
                    started.attempt());
            for (OffsetDateTime at : dispatched) {
                belt.taken(transaction, started.artwork(), at);
            }
            return !dispatched.isEmpty();
        });
    }

    private boolean working(TaskEvent.Working working) {
        return database.update("""
                        UPDATE ingest.artwork SET updated_at = now()
                        WHERE id = ? AND tenant = ? AND attempt = ? AND state = 'RUNNING'""", working.artwork(), working.tenant().value(), working.attempt()) > 0;
    }

    /** From the worker that has it, not from one that had it before: it goes back into the backlog, where it waits if it may fail again, or ends if it failed once too often. */
    private boolean givenBack(TaskEvent.GivenBack givenBack) {
        boolean counted = database.update(
                        """
                        UPDATE ingest.artwork SET
                            failures = failures + faults, suspect = suspect OR faults > 0,
                            setbacks = setbacks + waits,
                            not_before = CASE WHEN waits = 0 THEN not_before
                                ELSE now() + make_interval(secs => least(longest, first * 2 ^ least(setbacks, 30))) END,
                            state = CASE WHEN failures + faults >= most THEN 'ABANDONED' ELSE 'QUEUED' END,
                            code = CASE WHEN failures + faults >= most THEN 'INTERNAL' END,
                            reason = CASE WHEN failures + faults >= most THEN said END,
                            worker = teller, updated_at = now()
                        FROM (VALUES (?::text, ?::int, ?::int, ?::int, ?::double precision, ?::double precision, ?::text))
                            AS told (teller, faults, most, waits, first, longest, said)
                        WHERE id = ? AND tenant = ? AND attempt = ?
                            AND (state = 'DISPATCHED' OR state = 'RUNNING' AND worker = teller)""",
                        givenBack.worker(),
                        givenBack.cause().isHeldAgainstArtwork() ? 1 : 0,
                        config.failures(),
                        mayRepeat(givenBack.cause()) ? 1 : 0,
                        seconds(config.firstPause()),
                        seconds(config.longestPause()),
                        givenBack.reason(),
                        givenBack.artwork(),
                        givenBack.tenant().value(),
                        givenBack.attempt())
                > 0;
        if (counted) {
            LOG.infof(
                    "artwork %s attempt %d came back, %s: %s",
                    givenBack.artwork(), givenBack.attempt(), givenBack.cause(), givenBack.reason());
        }
        return counted;
    }

    /** Whether the next attempt may meet the same, and so should not come at once. */
    private static boolean mayRepeat(TaskEvent.Cause cause) {
        return switch (cause) {
            case STOPPING, JOB_STOPPED -> false;
            case DEPENDENCY_AWAY, FAILED, TOO_LONG -> true;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private boolean finished(TaskEvent.Finished finished) {
        boolean counted = ended(finished);
        String kind = finished.outcome().getClass().getSimpleName();
        if (counted) {
            metrics.counter("scumble_ingest_outcomes", "outcome", kind).increment();
            LOG.infof("artwork %s attempt %d ended: %s", finished.artwork(), finished.attempt(), kind);
        } else {
            metrics.counter("scumble_ingest_outcomes_ignored", "outcome", kind).increment();
        }
        return counted;
    }

    /** An outcome that the database does not take ends the artwork all the same, or nothing ever would. */
    private boolean ended(TaskEvent.Finished finished) {
        try {
            return endedAsTold(finished);
        } catch (PermanentFailure e) {
            LOG.errorf(e, "the outcome of artwork %s can't be kept", finished.artwork());
            return end(
                    new TaskEvent.Finished(
                            finished.schemaVersion(),
                            finished.tenant(),
                            finished.artwork(),
                            finished.attempt(),
                            "?",
                            finished.at(),
                            finished.outcome()),
                    "ABANDONED",
                    Optional.of(FailureCode.INTERNAL),
                    Optional.of("The worker's outcome could not be kept."),
                    Optional.empty());
        }
    }

    private boolean endedAsTold(TaskEvent.Finished finished) {
        return switch (finished.outcome()) {
            case CloakOutcome.Protected done ->
                end(finished, "PROTECTED", Optional.empty(), Optional.empty(), Optional.of(write(done)));
            case CloakOutcome.Refused refused ->
                end(finished, "REFUSED", Optional.of(refused.code()), Optional.of(refused.reason()), Optional.empty());
            case CloakOutcome.Abandoned abandoned ->
                end(
                        finished,
                        "ABANDONED",
                        Optional.of(abandoned.code()),
                        Optional.of(abandoned.reason()),
                        Optional.empty());
        };
    }

    /** What was thought lost, and waits for its next attempt, may yet end by the last one. */
    private boolean end(
            TaskEvent.Finished finished,
            String state,
            Optional<FailureCode> code,
            Optional<String> reason,
            Optional<String> outcome) {
        return database.transaction(transaction -> {
            boolean counted = transaction.update(
                            """
                        UPDATE ingest.artwork SET state = ?, worker = ?, code = ?, reason = ?, outcome = ?::jsonb,
                            updated_at = now()
                        WHERE id = ? AND tenant = ? AND attempt = ? AND state IN ('QUEUED', 'DISPATCHED', 'RUNNING')""",
                            state,
                            finished.worker(),
                            code.map(FailureCode::name),
                            reason,
                            outcome,
                            finished.artwork(),
                            finished.tenant().value(),
                            finished.attempt())
                    > 0;
            if (counted) {
                belt.ended(transaction, finished.artwork());
            }
            if (counted && finished.outcome() instanceof CloakOutcome.Protected done) {
                rates.learn(transaction, finished.artwork(), done.report().seconds());
            }
            return counted;
        });
    }

    private String write(CloakOutcome outcome) {
        try {
            return json.writerFor(CloakOutcome.class).writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome can't be written", e);
        }
    }
}
