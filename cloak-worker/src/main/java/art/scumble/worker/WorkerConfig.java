package art.scumble.worker;

import art.scumble.contract.Tier;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of a worker. */
@ConfigMapping(prefix = "scumble.worker")
public interface WorkerConfig {
    /** Its name in events and logs; no two workers share one. */
    String id();

    /** The directory with the encoders' weights. */
    Path models();

    /**
     * For tests and a sandbox: with it nothing is cloaked. A task takes so long for each megapixel, and all else is done
     * for real, down to a marked copy as the result; the report says that it is simulated.
     */
    Optional<Double> simulatedSecondsPerMegapixel();

    /** Which encoders to search on, such as {@code taef2=2,scumble-s}; without it the directory's first, or those built in. */
    Optional<String> encoders();

    /**
     * Tasks of each lane in hand at once: one is searched while its neighbours are fetched, measured and stored. An
     * upload waits for no import's search, but for room in the memory if imports take it all.
     */
    @Min(1)
    int slots();

    /** Threads of one computation. */
    @Min(1)
    int threads();

    /** How much work goes into a cloak. */
    Tier tier();

    /** The share group's lock duration; locks are renewed three times as often. */
    Duration lockDuration();

    /** How long a task waits for a dependency that is away, before it is given back. */
    Duration transientPatience();

    /** How long a task may take, with all its waiting, before it is given back. */
    Duration taskLimit();

    /** How long a picture may take that runs alone; less than {@link #taskLimit}. */
    Duration aloneLimit();

    /** How much memory such a picture's process may have, heap and native together. */
    MemorySize aloneMemory();

    /** How far the process may grow beyond what it has ten minutes after its start; then it ends, to begin anew. */
    MemorySize memoryGrowth();

    /** Set in such a process: the folder with its task. */
    Optional<Path> alone();

    /** How long a stopping worker goes on with what it has. */
    Duration stopPatience();
}
