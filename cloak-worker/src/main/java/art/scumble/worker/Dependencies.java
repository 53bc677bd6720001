package art.scumble.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Whether the services that every task needs are ready, asked every few seconds at most. */
@ApplicationScoped
public class Dependencies {
    private static final Logger LOG = Logger.getLogger(Dependencies.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Map<String, String> urlByService;
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
            List<String> missing = new ArrayList<>();
            urlByService.forEach((name, url) -> {
                if (!isReady(url)) {
                    missing.add(name);
                }
            });
            if (!missing.equals(away)) {
                LOG.infof(
                        missing.isEmpty() ? "all services are ready%s" : "waiting for %s",
                        missing.isEmpty() ? "" : missing);
            }
            away = List.copyOf(missing);
            askedAt = System.nanoTime();
        }
        return away;
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
