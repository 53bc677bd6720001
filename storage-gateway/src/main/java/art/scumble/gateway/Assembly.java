package art.scumble.gateway;

import art.scumble.contract.StoreRoom;
import art.scumble.gateway.admission.Admission;
import art.scumble.gateway.admission.GatewayTables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
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
    Admission admission(ObjectStore store, GatewayTables tables, GatewayConfig config) {
        return new Admission(store, tables, config.maxUpload().asLongValue(), config.admissionSlots());
    }

    @Produces
    @Singleton
    StoreRoom room() {
        return new StoreRoom(Clock.systemUTC());
    }
}
