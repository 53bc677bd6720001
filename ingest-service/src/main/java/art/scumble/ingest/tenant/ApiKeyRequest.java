package art.scumble.ingest.tenant;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A key that was sent, to be looked up. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
    private final String key;

    ApiKeyRequest(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
