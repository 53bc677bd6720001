package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How an artwork ends; every accepted artwork ends as one of these, once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloakOutcome.Protected.class, name = "protected"),
    @JsonSubTypes.Type(value = CloakOutcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = CloakOutcome.Abandoned.class, name = "abandoned")
})
public sealed interface CloakOutcome {
    /**
     * The cloak is applied and stored.
     *
     * @param sha256 of the protected file
     * @param sizeBytes of the protected file
     * @param mediaType the source's own
     * @param report what was measured on the decoded protected file
     */
    record Protected(Sha256 sha256, long sizeBytes, MediaType mediaType, CloakReport report) implements CloakOutcome {}

    /**
     * Scumble will not protect this artwork as it is.
     *
     * @param code which kind of reason
     * @param reason one sentence for people
     */
    record Refused(FailureCode code, String reason) implements CloakOutcome {
        public Refused {
            reason = Reason.plain(reason);
        }
    }

    /**
     * Scumble gave up, through no fault of the artwork that it knows of.
     *
     * @param code which kind of reason
     * @param reason one sentence for people
     */
    record Abandoned(FailureCode code, String reason) implements CloakOutcome {
        public Abandoned {
            reason = Reason.plain(reason);
        }
    }
}
