package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Takes a source in: checks its size and first bytes, and copies it from where a ticket can still write to a key that
 * is its content's hash, where none can. The bytes that are hashed are the bytes that are stored.
 */
@ApplicationScoped
public class Admission {
    private static final int LONGEST_KEY = 1024;

    private final ObjectStore store;
    private final GatewayTables tables;
    private final GatewayConfig config;

    Admission(ObjectStore store, GatewayTables tables, GatewayConfig config) {
        this.store = store;
        this.tables = tables;
        this.config = config;
    }

    /** Admits an upload; asking again gives the same answer. */
    public Admitted upload(TenantId tenant, UUID upload) {
        GatewayTables.Upload known = tables.upload(tenant, upload)
                .orElseThrow(() -> new PermanentFailure(
                        FailureCode.SOURCE_MISSING, "there is no upload " + upload + " of this tenant"));
        if (known.admitted().isPresent()) {
            return known.admitted().get();
        }
        String staging = ObjectKeys.staging(tenant, upload);
        Admitted admitted = copy(tenant, staging, "nothing was uploaded with this ticket");
        tables.recordAdmission(upload, admitted.sha256());
        store.remove(staging);
        return admitted;
    }

    /** Admits an object that the tenant keeps among their own sources. */
    public Admitted ownSource(TenantId tenant, String key) {
        String whole = ObjectKeys.ownSource(tenant, key);
        boolean climbs = Arrays.asList(key.split("/", -1)).contains("..");
        if (key.isEmpty() || climbs || whole.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST,
                    "a source key is not empty, has no '..' in its path, and is, with its prefix, at most "
                            + LONGEST_KEY
                            + " bytes long");
        }
        try {
            return copy(tenant, whole, "there is no object with this source key");
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST, "the object store can't name this source key: " + e.getMessage(), e);
        }
    }

    private Admitted copy(TenantId tenant, String from, String absence) {
        long size = store.size(from).orElseThrow(() -> new PermanentFailure(FailureCode.SOURCE_MISSING, absence));
        long most = config.maxUpload().asLongValue();
        if (size > most) {
            throw new PermanentFailure(
                    FailureCode.FILE_TOO_LARGE, "the file has " + size + " bytes; at most " + most + " are taken");
        }
        byte[] bytes = read(from, (int) most);
        MediaType type = FirstBytes.mediaType(bytes);
        Admitted admitted = new Admitted(Sha256.of(bytes), bytes.length, type);
        store.write(ObjectKeys.admitted(tenant, admitted.sha256()), bytes, type);
        tables.recordSource(tenant, admitted);
        return admitted;
    }

    private byte[] read(String key, int most) {
        try (InputStream in = store.read(key)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new PermanentFailure(FailureCode.FILE_TOO_LARGE, "the file has more than " + most + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the object store stopped in the middle", e);
        }
    }
}
