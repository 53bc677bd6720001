package art.scumble.contract;

/** The names on the bus. Topics and groups are created at deploy time, never by a client. */
public final class Topics {
    /** {@link CloakTask}s of single uploads. */
    public static final String INTERACTIVE_TASKS = "scumble.tasks.interactive";

    /** {@link CloakTask}s of imports. */
    public static final String BULK_TASKS = "scumble.tasks.bulk";

    /** {@link TaskEvent}s, keyed by artwork id; and, under a key of its own, ingest's echo. */
    public static final String TASK_EVENTS = "scumble.task-events";

    /** The key of what ingest says to itself among the task events, to know that it hears; nobody else's business. */
    public static final String ECHO_KEY = "echo";

    /** Tasks that the broker gave up delivering. It writes to topics of this prefix alone, and else only logs an error. */
    public static final String DEAD_LETTERS = "dlq.scumble.tasks";

    /** {@link JobControl}s, keyed by job id; every worker reads all of them. */
    public static final String CONTROL = "scumble.control";

    /** The share group of all cloak-workers. */
    public static final String WORKER_GROUP = "cloak-workers";

    /** The consumer group of ingest-service. */
    public static final String INGEST_GROUP = "ingest-service";

    private Topics() {}
}
