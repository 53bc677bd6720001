package art.scumble.catalog.style;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Shows the styles. */
@Path("/v1/styles")
public class StyleResource {
    /**
     * A style without its statistics.
     *
     * @param id of the style
     * @param title for people
     * @param artist whose style it was
     * @param encoders names of those that it was measured with
     */
    public record StyleSummary(String id, String title, String artist, List<String> encoders) {}

    private final StyleShelf shelf;

    StyleResource(StyleShelf shelf) {
        this.shelf = shelf;
    }

    /** All styles. */
    @GET
    public List<StyleSummary> styles() {
        return shelf.all().stream()
                .map(style -> new StyleSummary(
                        style.id(),
                        style.title(),
                        style.artist(),
                        style.encoders().values().stream()
                                .map(Style.Measured::encoder)
                                .sorted()
                                .toList()))
                .toList();
    }
}
