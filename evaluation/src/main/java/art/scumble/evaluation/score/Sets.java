package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.encoder.RgbImage;
import java.util.List;
import java.util.stream.IntStream;

/** Artists with several works, of whom mimics learn one style from all of these, more or fewer of them cloaked. */
public final class Sets {
    /** What stands in figures in the place of a damage: the mean of what is lost of each work, learnt by itself. */
    static final String ALONE = "set-alone";

    private static final int LEAST = 3;

    private final List<Work> works;

    Sets(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /** What stands in a set's score in the place of a work's name. */
    public static String nameOf(String artist) {
        return "all works of " + artist;
    }

    /** What stands in figures in the place of a damage. */
    static String label(double part) {
        return "set-%.0f".formatted(100 * part);
    }

    /** A set in one form as far as this part of it, and the rest as it was. */
    static List<RgbImage> partly(List<Variants> set, double part, String variant) {
        long changed = Math.round(part * set.size());
        return IntStream.range(0, set.size())
                .mapToObj(i -> set.get(i).get(i < changed ? variant : "original"))
                .toList();
    }

    /** Whose. */
    List<String> artists() {
        return works.stream()
                .map(Work::artist)
                .distinct()
                .filter(artist -> indices(artist).size() >= LEAST)
                .toList();
    }

    /** The works of one artist. */
    List<Integer> indices(String artist) {
        return IntStream.range(0, works.size())
                .filter(index -> works.get(index).artist().equals(artist))
                .boxed()
                .toList();
    }

    /** The works of all artists without a set. */
    List<RgbImage> others() {
        List<String> artists = artists();
        return works.stream()
                .filter(work -> !artists.contains(work.artist()))
                .map(work -> Work.image(work.picture()))
                .toList();
    }
}
