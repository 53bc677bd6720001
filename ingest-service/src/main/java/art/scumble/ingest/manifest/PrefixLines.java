package art.scumble.ingest.manifest;

import art.scumble.contract.TenantId;
import art.scumble.ingest.gateway.SourcePage;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.job.JobRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A part of a tenant's own sources as a manifest, a page of them at a time. */
@SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer.
final class PrefixLines implements Enumeration<InputStream> {
    private final StorageGateway gateway;
    private final ObjectMapper json;
    private final TenantId tenant;
    private final JobRequest.Prefix prefix;
    private Optional<String> after = Optional.empty();
    private boolean ended;

    PrefixLines(StorageGateway gateway, ObjectMapper json, TenantId tenant, JobRequest.Prefix prefix) {
        this.gateway = gateway;
        this.json = json;
        this.tenant = tenant;
        this.prefix = prefix;
    }

    @Override
    public boolean hasMoreElements() {
        return !ended;
    }

    @Override
    public InputStream nextElement() {
        if (ended) {
            throw new NoSuchElementException();
        }
        SourcePage page = gateway.list(tenant, prefix.key(), after.orElse(null));
        after = Optional.ofNullable(page.next());
        ended = after.isEmpty();
        StringBuilder lines = new StringBuilder();
        for (SourcePage.Source source : page.objects()) {
            lines.append(line(source.key())).append('\n');
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String line(String key) {
        try {
            return json.writeValueAsString(new JobRequest.Entry(key, artist(key), null, key, prefix.intensity()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry can't be written", e);
        }
    }

    /** The one that was named, or the folder behind the prefix. */
    private String artist(String key) {
        if (prefix.artist() != null) {
            return prefix.artist();
        }
        String rest = key.substring(prefix.key().length());
        int folder = rest.indexOf('/');
        return folder < 0 ? "" : rest.substring(0, folder);
    }
}
