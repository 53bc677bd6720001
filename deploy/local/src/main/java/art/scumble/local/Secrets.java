package art.scumble.local;

import art.scumble.embedded.OwnerOnly;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What an installation's parts prove themselves with, made once, at its first start.
 *
 * @param apiKey of the platform {@code local}
 * @param operatorKey of whoever runs the installation
 * @param ingestToken of ingest-service
 * @param workerToken of the cloak-workers
 * @param patternSecret of which style-catalog derives the keys of artists' patterns
 * @param databasePassword of PostgreSQL's only role
 * @param storeAccessKey of the object store
 * @param storeSecretKey of the object store
 */
public record Secrets(
        String apiKey,
        String operatorKey,
        String ingestToken,
        String workerToken,
        String patternSecret,
        String databasePassword,
        String storeAccessKey,
        String storeSecretKey) {
    /** Those of a state directory; made if it has none, and completed if it is of an earlier version. */
    public static Secrets of(Path state) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = state.resolve("secrets.json");
        ObjectNode known = Files.exists(file) ? (ObjectNode) json.readTree(file.toFile()) : json.createObjectNode();
        boolean complete = true;
        for (RecordComponent part : Secrets.class.getRecordComponents()) {
            if (!known.has(part.getName())) {
                complete = false;
                known.put(
                        part.getName(), part.getName().equals("storeAccessKey") ? random().substring(0, 20) : random());
            }
        }
        if (!complete) {
            Path draft = OwnerOnly.file(state.resolve("secrets.json.new"));
            json.writeValue(draft.toFile(), known);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return json.treeToValue(known, Secrets.class);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
