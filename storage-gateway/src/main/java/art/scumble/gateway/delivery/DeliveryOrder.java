package art.scumble.gateway.delivery;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import java.util.UUID;

/**
 * Which result goes where.
 *
 * @param attempt of the artwork, at least 1
 * @param sha256 of the result
 * @param mediaType under which it is stored
 * @param key of the tenant's choice, without the prefix of their bucket
 */
public record DeliveryOrder(
        TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType mediaType, String key) {}
