package art.scumble.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The store under two names: one inside, and one outside that only clients can resolve, with a port and a path of its own. */
public class StoreBehindAProxy extends StoreAndDatabase {
    static final String OUTSIDE_HOST = "pictures.example.invalid";
    static final String PREFIX = "/files/store";

    private static @Nullable ReverseProxy outside;
    private static @Nullable ReverseProxy inside;

    static ReverseProxy outside() {
        return Objects.requireNonNull(outside);
    }

    static ReverseProxy inside() {
        return Objects.requireNonNull(inside);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        String store = servers().s3Endpoint();
        ReverseProxy front = ReverseProxy.before(store, PREFIX);
        ReverseProxy back = ReverseProxy.before(store, "");
        outside = front;
        inside = back;
        String insideName = "http://localhost:" + back.port();
        settings.put("quarkus.minio.host", insideName);
        settings.put("scumble.gateway.worker-endpoint", insideName);
        settings.put("scumble.gateway.public-endpoint", "http://" + OUTSIDE_HOST + ":" + front.port() + PREFIX);
        return settings;
    }

    @Override
    public void stop() {
        outside().close();
        inside().close();
        super.stop();
    }
}
