package art.scumble.ingest.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestLinesTest {
    @Test
    void cutsLinesWhereverTheirBytesArriveApart() throws IOException {
        for (int piece = 1; piece < 9; piece++) {
            // When
            List<String> lines = texts(new ManifestLines(inPieces("ab\n\ncdé\r\nlast", piece), new byte[0]));
            // Then
            assertThat(lines).containsExactly("ab", "", "cdé\r", "last");
        }
    }

    @Test
    void hashesWhatItHasReadAndNoMore() throws IOException {
        // Given
        ManifestLines lines = new ManifestLines(inPieces("one\ntwo\nthree", 100), "p".getBytes(StandardCharsets.UTF_8));
        // When
        lines.next();
        lines.next();
        // Then
        assertThat(lines.hash()).isEqualTo(Sha256.of("pone\ntwo\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(lines.count()).isEqualTo(2);
        // And when
        lines.next();
        // Then
        assertThat(lines.hash()).isEqualTo(Sha256.of("pone\ntwo\nthree".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void passesOverTheRestOfALineThatIsTooLong() throws IOException {
        // Given
        String tooLong = "x".repeat(200_000);
        ManifestLines lines = new ManifestLines(inPieces(tooLong + "\nnext\n", 7000), new byte[0]);
        // When
        ManifestLines.Line first = lines.next().orElseThrow();
        ManifestLines.Line second = lines.next().orElseThrow();
        // Then
        assertThat(first.whole()).isFalse();
        assertThat(first.bytes()).hasSize(ManifestLines.LONGEST);
        assertThat(second.whole()).isTrue();
        assertThat(lines.next()).isEmpty();
        assertThat(lines.hash()).isEqualTo(Sha256.of((tooLong + "\nnext\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(ManifestLines lines) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<ManifestLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            texts.add(new String(line.get().bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static InputStream inPieces(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }
}
