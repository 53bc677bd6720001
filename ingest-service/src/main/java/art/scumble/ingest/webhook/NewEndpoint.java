package art.scumble.ingest.webhook;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.http.outbound.OutboundGuard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request, judged.
 *
 * @param events in the order of the choices, each once
 */
record NewEndpoint(
        Optional<String> url,
        Optional<String> artist,
        Optional<List<String>> events,
        Optional<DigestSetting> digest,
        Optional<Secret> secret) {
    /**
     * A request for an endpoint of an artist, or of the tenant.
     *
     * @throws PermanentFailure with a sentence if it breaks a rule
     */
    static NewEndpoint of(EndpointRequest request, @Nullable String artist, OutboundGuard guard) {
        return new NewEndpoint(
                Optional.ofNullable(request.url()).map(url -> callable(url, guard)),
                Optional.ofNullable(artist).map(NewEndpoint::artist),
                Optional.ofNullable(request.events())
                        .filter(chosen -> !chosen.isEmpty())
                        .map(events -> events(events, artist != null)),
                Optional.ofNullable(request.digest()).map(NewEndpoint::digest),
                Optional.ofNullable(request.secret()).map(NewEndpoint::secret));
    }

    private static String callable(String url, OutboundGuard guard) {
        guard.check(url);
        return url;
    }

    private static String artist(String text) {
        try {
            return new ArtistId(text).value();
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_ARTIST_ID, ArtistId.RULE, e);
        }
    }

    private static List<String> events(List<String> wanted, boolean artist) {
        List<String> choices = EventType.choices(artist).map(EventType::value).toList();
        if (wanted.isEmpty() || !choices.containsAll(wanted)) {
            throw bad("Events are one or more of "
                    + choices.stream().collect(Collectors.joining(", "))
                    + (artist ? " for an artist's endpoint." : "."));
        }
        return choices.stream().filter(wanted::contains).toList();
    }

    private static DigestSetting digest(String text) {
        return DigestSetting.of(text).orElseThrow(() -> bad("A digest is artist or each."));
    }

    private static Secret secret(String text) {
        try {
            return new Secret(text);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, Secret.RULE, e);
        }
    }

    private static PermanentFailure bad(String sentence) {
        return new PermanentFailure(FailureCode.BAD_REQUEST, sentence);
    }
}
