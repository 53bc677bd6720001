package art.scumble.local;

import art.scumble.embedded.OwnerOnly;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What an installation's parts prove themselves with, made once, at its first start.
 *
 * @param apiKey of the platform {@code local}
 * @param ingestToken of ingest-service
 * @param workerToken of the cloak-workers
 * @param databasePassword of PostgreSQL's only role
 * @param storeAccessKey of the object store
 * @param storeSecretKey of the object store
 */
public record Secrets(
        String apiKey,
        String ingestToken,
        String workerToken,
        String databasePassword,
        String storeAccessKey,
        String storeSecretKey) {
    /** Those of a state directory; made if it has none. */
    public static Secrets of(Path state) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = state.resolve("secrets.json");
        if (!Files.exists(file)) {
            Secrets fresh = new Secrets(random(), random(), random(), random(), random().substring(0, 20), random());
            Path draft = OwnerOnly.file(state.resolve("secrets.json.new"));
            json.writeValue(draft.toFile(), fresh);
            Files.move(draft, file);
        }
        return json.readValue(file.toFile(), Secrets.class);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
