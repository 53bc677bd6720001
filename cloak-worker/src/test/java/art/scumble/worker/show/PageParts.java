package art.scumble.worker.show;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** What a page is made of, for tests to look at. */
final class PageParts {
    private PageParts() {}

    /** All tags, without what their attributes say. */
    static List<String> tags(String page) {
        return Pattern.compile("<[a-z](?:[^\">]|\"[^\"]*\")*>")
                .matcher(page)
                .results()
                .map(tag -> tag.group().replaceAll("\"[^\"]*\"", "\"\""))
                .toList();
    }

    static List<String> attributes(String page, String name) {
        return Pattern.compile("<[^>]*\\s" + name + "=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    static List<BufferedImage> images(String page) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        for (MatchResult uri : Pattern.compile("src=\"data:image/jpeg;base64,([^\"]*)\"")
                .matcher(page)
                .results()
                .toList()) {
            images.add(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.group(1)))));
        }
        return images;
    }

    static double mean(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                sum += colour.getRed() + colour.getGreen() + colour.getBlue();
            }
        }
        return sum / (3.0 * image.getWidth() * image.getHeight());
    }
}
