package art.scumble.ingest.webhook;

import art.scumble.http.outbound.AllowList;
import art.scumble.http.outbound.OutboundClient;
import art.scumble.http.outbound.OutboundGuard;
import art.scumble.http.outbound.Resolver;
import art.scumble.http.outbound.SystemResolver;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** How webhooks get out, and what they tell the time by. */
@Dependent
class Outbound {
    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    Resolver resolver(WebhookConfig config) {
        return new SystemResolver(config.lookupTimeout());
    }

    @Produces
    @Singleton
    OutboundGuard guard(Resolver resolver, WebhookConfig config) {
        return new OutboundGuard(resolver, AllowList.of(config.allow().orElse(List.of())), config.ports());
    }

    @Produces
    @Singleton
    OutboundClient client(Vertx vertx, WebhookConfig config) {
        return new OutboundClient(
                vertx, new HttpClientOptions(), config.inFlight(), config.connectTimeout(), config.timeout());
    }
}
