package art.scumble.ingest;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Bounds what a JSON body may hold, since it is read into memory. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {
    private static final long LONGEST_BYTES = 8L * 1024 * 1024;
    private static final int DEEPEST = 32;

    @Override
    public void customize(ObjectMapper json) {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(LONGEST_BYTES)
                        .maxNestingDepth(DEEPEST)
                        .build());
    }
}
