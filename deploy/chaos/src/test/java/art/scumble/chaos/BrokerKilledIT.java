package art.scumble.chaos;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.stack.ChaosStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The leader of the share group's state, which is our broker, is killed while workers accept what they have done. */
@Tag("long")
class BrokerKilledIT {
    private static final int TASKS = 200;
    private static final int KILLS = 4;
    private static final Duration DOWN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String BROKER = "KAFKA";

    @Test
    void losesAndDoublesNothingWhenItsStateIsWrittenInVain(@TempDir Path folder) throws Exception {
        // Given
        ChaosStack.Plan plan = new ChaosStack.Plan(3, 20, Duration.ofSeconds(25), Duration.ofSeconds(45));
        try (Scene scene = new Scene(folder, plan, 128)) {
            UUID job = scene.platform().submit("bulk", scene.uploaded(0, TASKS));
            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitFinished(scene, kill * TASKS / (KILLS + 1));
                scene.stack().kill(BROKER);
                Thread.sleep(DOWN);
                scene.stack().revive(BROKER);
            }
            scene.awaitEnd(job, PATIENCE);
            // Then
            scene.assertThatAllIsProtected(job, TASKS);
            scene.await("the last outcomes", Duration.ofMinutes(1), () -> ignored(scene) == outcomesTooMany(scene));
            System.out.printf(
                    "%d tasks, the broker killed %d times: %d begun, %d outcomes told, %d of them ignored; never given"
                            + " back by the broker: %.0f%n",
                    TASKS,
                    KILLS,
                    scene.told("started").size(),
                    scene.told("finished").size(),
                    ignored(scene),
                    scene.metric("ingest-service", "scumble_ingest_swept_total"));
        }
    }

    /** Told an instant ago, so that its record is being accepted now. */
    private static void awaitFinished(Scene scene, int count) throws InterruptedException {
        while (scene.told("finished").size() < count) {
            Thread.sleep(2);
        }
    }

    private static long ignored(Scene scene) throws IOException, InterruptedException {
        return Math.round(scene.metric("ingest-service", "scumble_ingest_outcomes_ignored_total"));
    }

    private static long outcomesTooMany(Scene scene) {
        return scene.told("finished").size()
                - scene.told("finished").stream()
                        .map(Entry.Told::artwork)
                        .distinct()
                        .count();
    }
}
