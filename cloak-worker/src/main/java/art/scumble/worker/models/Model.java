package art.scumble.worker.models;

/**
 * An encoder that Scumble knows of.
 *
 * @param name as it is configured and reported
 * @param architecture in words
 * @param latents the latent space that it encodes to, as its models call it; "unknown" if nobody said
 * @param licence of its weights; "unknown" if nobody said
 * @param bytes of its weights
 * @param sha256 of its weights, in hexadecimal
 * @param place where they are
 */
public record Model(
        String name, String architecture, String latents, String licence, long bytes, String sha256, Place place) {
    /** Where weights are. */
    public enum Place {
        /** Within Scumble. */
        BUILT_IN("built in"),
        /** In the model directory. */
        HERE("here"),
        /** With their publisher; {@code pull} fetches them. */
        UPSTREAM("upstream");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
