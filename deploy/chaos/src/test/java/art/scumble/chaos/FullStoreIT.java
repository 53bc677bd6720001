package art.scumble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.chaos.stack.SmallDisk;
import art.scumble.local.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The object store's disk runs full in the middle of an import, and is enlarged some time later. */
@Tag("long")
class FullStoreIT {
    private static final int PICTURES = 500;
    private static final int LATECOMERS = 20;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration FULL = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Test
    void workWaitsForRoomAndGoesOnByItself(@TempDir Path folder) throws Exception {
        // Given
        ChaosStack.Plan plan = new ChaosStack.Plan(2, 6, Duration.ofSeconds(25), Duration.ofSeconds(45));
        try (Scene scene = new Scene(folder, plan, 128)) {
            assumeTrue(scene.stack().disk().isPresent(), "only root can mount a small disk");
            SmallDisk disk = scene.stack().disk().orElseThrow();
            List<Map<String, String>> entries = scene.uploaded(0, PICTURES);
            List<Map<String, String>> late = scene.uploaded(PICTURES, LATECOMERS);
            // Each source moves from where it was uploaded; half of the results find room.
            disk.resize(disk.used() + disk.used() / 4);
            UUID job = scene.platform().submit("bulk", entries, "a gallery");
            // When
            scene.await("a full store", PATIENCE, () -> full(scene, "cloak-worker-1", "services"));
            assertThat(scene.check("cloak-worker-1", "services").path("status").asText())
                    .isEqualTo("DOWN");
            int ended = scene.count(job, "protected");
            assertThat(ended).isBetween(PICTURES / 10, PICTURES * 9 / 10);
            UUID second = scene.platform().submit("bulk", late);
            scene.await("a gateway that knows it", PATIENCE, () -> full(scene, "storage-gateway", "object-store"));
            assertThat(scene.check("storage-gateway", "object-store")
                            .path("status")
                            .asText())
                    .isEqualTo("UP");
            // The last small results find the last small room.
            Thread.sleep(SETTLING);
            long deadline = System.nanoTime() + FULL.toNanos();
            while (System.nanoTime() < deadline) {
                assertThat(full(scene, "cloak-worker-1", "services")).isTrue();
                Thread.sleep(1000);
            }
            // Then
            assertThat(scene.count(job, "refused", "abandoned")).isZero();
            assertThat(scene.count(second, "received", "queued")).isEqualTo(LATECOMERS);
            assertThat(scene.platform().submit("bulk", entries, "a gallery")).isEqualTo(job);
            // When
            disk.resize(4 * disk.used());
            scene.awaitEnd(job, PATIENCE);
            scene.awaitEnd(second, PATIENCE);
            // Then
            assertThat(scene.platform().submit("bulk", entries, "a gallery")).isEqualTo(job);
            List<JsonNode> artworks = scene.assertThatAllIsProtected(job, PICTURES);
            scene.assertThatAllIsProtected(second, LATECOMERS);
            assertThat(artworks)
                    .allSatisfy(artwork ->
                            assertThat(artwork.path("attempt").asInt()).isEqualTo(1));
            assertThat(scene.told("given-back")).isEmpty();
            assertThat(scene.told("started"))
                    .extracting(Entry.Told::artwork)
                    .as("each task was taken once")
                    .doesNotHaveDuplicates();
            assertThat(filesIn(folder)).isEqualTo(2 * (PICTURES + LATECOMERS));
            scene.await("ready workers", PATIENCE, () -> !full(scene, "cloak-worker-1", "services"));
        }
    }

    private static boolean full(Scene scene, String service, String check) throws IOException, InterruptedException {
        JsonNode data = scene.check(service, check).path("data");
        return data.path("code").asText().equals("STORE_FULL")
                && data.path("reason").asText().contains("Enlarge it");
    }

    /** Sources and results; nothing staged, and nothing half written. */
    private static long filesIn(Path folder) throws IOException {
        Path objects = ChaosStack.store(new Installation(folder, folder)).resolve("objects");
        try (Stream<Path> all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
