package art.scumble.chaos.guarantee;

/** Something that holds whatever goes wrong, and that a history can show to be broken. */
public interface Guarantee {
    /** Whether it held, with the evidence. */
    Verdict judge(Story story);

    /** What it is called. */
    default String name() {
        return getClass().getSimpleName();
    }
}
