package art.scumble.gateway;

import art.scumble.gateway.admission.Admission;
import art.scumble.gateway.admission.GatewayTables;
import art.scumble.gateway.admission.Slots;
import art.scumble.gateway.delivery.Delivery;
import art.scumble.gateway.delivery.DeliveryTable;
import art.scumble.gateway.listing.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts the plain classes together. */
@ApplicationScoped
class Assembly {
    @Produces
    @Singleton
    GatewayTables tables(DataSource database) {
        return new GatewayTables(database);
    }

    @Produces
    @Singleton
    Admission admission(ObjectStore store, TenantBuckets buckets, GatewayTables tables, GatewayConfig config) {
        return new Admission(store, buckets, tables, config.maxUpload().asLongValue(), config.admissionSlots());
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
                config.largestResult().asLongValue(), new Slots(config.deliverySlots(), "deliveries"));
        return new Delivery(store, buckets, tables, new DeliveryTable(database), limits);
    }
}
