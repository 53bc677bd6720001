package art.scumble.ingest.job;

import art.scumble.contract.TenantId;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** A job's outcomes as files, written a page at a time. */
@ApplicationScoped
class OutcomeExport {
    private static final int PAGE = 1000;
    private static final CsvSchema TABLE = CsvSchema.builder()
            .addColumn("reference")
            .addColumn("artist")
            .addColumn("state")
            .addColumn("code")
            .addColumn("reason")
            .addColumn("advice")
            .addColumn("sha256")
            .addColumn("sizeBytes")
            .addColumn("mediaType")
            .addColumn("artwork")
            .addColumn("simulated")
            .build();

    private final Artworks artworks;
    private final ObjectWriter json;
    private final CsvMapper csv = CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    OutcomeExport(Artworks artworks, ObjectMapper json) {
        this.artworks = artworks;
        this.json = json.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** One artwork on each line, as JSON. */
    void writeLines(TenantId tenant, UUID job, OutputStream out) throws IOException {
        each(tenant, job, artwork -> {
            json.writeValue(out, artwork);
            out.write('\n');
        });
    }

    /** One artwork in each row, as RFC 4180 has it, in UTF-8. */
    void writeTable(TenantId tenant, UUID job, OutputStream out) throws IOException {
        ObjectWriter rows = csv.writer(TABLE).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.write(String.join(",", TABLE.getColumnNames()).concat("\n").getBytes(StandardCharsets.UTF_8));
        each(tenant, job, artwork -> rows.writeValue(out, row(artwork)));
    }

    private static Object[] row(ArtworkView artwork) {
        ArtworkView.Result result = artwork.result();
        return new Object[] {
            artwork.reference(),
            artwork.artist(),
            artwork.state(),
            Objects.toString(artwork.code(), ""),
            Objects.toString(artwork.reason(), ""),
            Objects.toString(artwork.advice(), ""),
            result == null ? "" : result.sha256().hex(),
            result == null ? "" : Long.toString(result.sizeBytes()),
            result == null ? "" : result.mediaType().value(),
            artwork.id().toString(),
            artwork.report() == null ? "" : Boolean.toString(artwork.report().simulated())
        };
    }

    private interface Each {
        void write(ArtworkView artwork) throws IOException;
    }

    private void each(TenantId tenant, UUID job, Each each) throws IOException {
        int after = -1;
        while (true) {
            ArtworkView.Page page = artworks.page(tenant, job, Artworks.Filter.NONE, after, PAGE);
            for (ArtworkView artwork : page.artworks()) {
                each.write(artwork);
            }
            if (page.next() == null) {
                return;
            }
            after = page.next();
        }
    }
}
