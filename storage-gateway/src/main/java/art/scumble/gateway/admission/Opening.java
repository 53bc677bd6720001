package art.scumble.gateway.admission;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from their beginning, again and again. */
@FunctionalInterface
interface Opening {
    InputStream open() throws IOException;
}
