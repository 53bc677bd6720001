package art.scumble.ingest.loop;

import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.webhook.FanOut;
import art.scumble.ingest.webhook.Sender;
import art.scumble.ingest.webhook.Upkeep;
import art.scumble.ingest.webhook.WebhookConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The loops that tell platforms what has ended. */
@ApplicationScoped
class WebhookLoops {
    private final IngestConfig ingest;
    private final WebhookConfig config;
    private final FanOut fanOut;
    private final Sender sender;
    private final Upkeep upkeep;

    WebhookLoops(IngestConfig ingest, WebhookConfig config, FanOut fanOut, Sender sender, Upkeep upkeep) {
        this.ingest = ingest;
        this.config = config;
        this.fanOut = fanOut;
        this.sender = sender;
        this.upkeep = upkeep;
    }

    List<Loop> start() {
        return List.of(
                Loop.start("webhook-fan-out", ingest.pace(), fanOut::tellBatch),
                Loop.start("webhook-sender", config.pace(), sender::sendBatch),
                Loop.start("webhook-upkeep", config.upkeepPace(), upkeep::tidyBatch));
    }
}
