package art.scumble.worker;

import art.scumble.contract.StoreRoom;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether what every task needs is ready: the services, asked every few seconds at most, and room in the object store, as
 * this worker's own results found it.
 */
@ApplicationScoped
public class Dependencies {
    private static final Logger LOG = Logger.getLogger(Dependencies.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Map<String, String> urlByService;
    private final StoreRoom room = new StoreRoom(Clock.systemUTC());
    private List<String> silent = List.of();
    private List<String> away = List.of();
    private long askedAt = System.nanoTime() - FRESH.toNanos();

    Dependencies(
            @ConfigProperty(name = "quarkus.rest-client.gateway.url") String gateway,
            @ConfigProperty(name = "quarkus.rest-client.catalog.url") String catalog) {
        this.urlByService = Map.of("storage-gateway", gateway, "style-catalog", catalog);
    }

    /** The names of those that are not ready. */
    public synchronized List<String> away() {
        if (System.nanoTime() - askedAt >= FRESH.toNanos()) {
            silent = silentServices();
            askedAt = System.nanoTime();
        }
        List<String> missing = new ArrayList<>(silent);
        if (room.lack().isPresent()) {
            missing.add("object-store");
        }
        if (!missing.equals(away)) {
            LOG.infof(
                    missing.isEmpty() ? "all that tasks need is ready%s" : "waiting for %s",
                    missing.isEmpty() ? "" : missing);
            away = List.copyOf(missing);
        }
        return away;
    }

    private List<String> silentServices() {
        List<String> services = new ArrayList<>();
        urlByService.forEach((name, url) -> {
            if (!isReady(url)) {
                services.add(name);
            }
        });
        return services;
    }

    /** What this worker knows of the room in the store. */
    public StoreRoom room() {
        return room;
    }

    private boolean isReady(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/q/health/ready"))
                .timeout(LIMIT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
