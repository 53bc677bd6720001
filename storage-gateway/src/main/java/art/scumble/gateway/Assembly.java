package art.scumble.gateway;

import art.scumble.contract.StoreRoom;
import art.scumble.gateway.admission.Admission;
import art.scumble.gateway.admission.GatewayTables;
import art.scumble.gateway.admission.Preview;
import art.scumble.gateway.admission.Slots;
import art.scumble.gateway.delivery.Delivery;
import art.scumble.gateway.delivery.DeliveryTable;
import art.scumble.gateway.listing.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Puts the plain classes together. */
@ApplicationScoped
class Assembly {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    GatewayTables tables(DataSource database) {
        return new GatewayTables(database);
    }

    @Produces
    @Singleton
    Admission admission(ObjectStore store, TenantBuckets buckets, GatewayTables tables, GatewayConfig config) {
        Slots slots = new Slots(config.admissionSlots(), "admissions", LONGEST_WAIT);
        return new Admission(store, buckets, tables, config.maxUpload().asLongValue(), slots);
    }

    @Produces
    @Singleton
    Listing listing(TenantBuckets buckets) {
        return new Listing(buckets);
    }

    @Produces
    @Singleton
    Delivery delivery(
            ObjectStore store, TenantBuckets buckets, GatewayTables tables, DataSource database, GatewayConfig config) {
        Delivery.Limits limits = new Delivery.Limits(
                config.largestResult().asLongValue(), new Slots(config.deliverySlots(), "deliveries", LONGEST_WAIT));
        return new Delivery(store, buckets, tables, new DeliveryTable(database), limits);
    }

    @Produces
    @Singleton
    Preview preview(ObjectStore store, TenantBuckets buckets, GatewayTables tables, GatewayConfig config) {
        Preview.Limits limits = new Preview.Limits(
                config.maxUpload().asLongValue(),
                new Slots(config.headerSlots(), "headers", config.headersTimeout()),
                config.headersTimeout());
        return new Preview(store, buckets, tables, limits);
    }

    @Produces
    @Singleton
    StoreRoom room() {
        return new StoreRoom(Clock.systemUTC());
    }
}
