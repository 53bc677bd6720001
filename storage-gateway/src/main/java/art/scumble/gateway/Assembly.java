package art.scumble.gateway;

import art.scumble.gateway.admission.Admission;
import art.scumble.gateway.admission.GatewayTables;
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
}
