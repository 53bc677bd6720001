package art.scumble.chaos.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.chaos.history.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each guarantee holds in a history that keeps it, and is seen to be broken in one that breaks it. */
class GuaranteesTest {
    private static Told oneDone() {
        return new Told()
                .submitted(0, "north", "job", "a")
                .seen(1, "job", "a", "queued", 0, "")
                .event(2, "started", "a", 1, "cloak-worker-1")
                .event(3, "finished", "a", 1, "cloak-worker-1")
                .seen(4, "job", "a", "protected", 1, "hash")
                .downloaded(5, "a", "hash", "");
    }

    @Test
    void allHoldWhenAPictureIsProtectedAndFetched() {
        // When, Then
        for (Guarantee guarantee : Guarantees.ALL) {
            assertThat(oneDone().by(guarantee).violations())
                    .as(guarantee.name())
                    .isEmpty();
        }
    }

    @Test
    void anAcceptedPictureThatIsNowhereIsLost() {
        // Given
        Told history = oneDone().submitted(0, "north", "job", "b");
        // When
        Verdict verdict = history.by(new EveryArtworkEndsOnce());
        // Then
        assertThat(verdict.held()).isFalse();
        assertThat(verdict.summary()).contains("1 lost, 0 doubled, 0 stuck");
    }

    @Test
    void aPictureThatHasNotEndedIsStuck() {
        // Given
        Told history = oneDone().submitted(0, "north", "job", "b").seen(9, "job", "b", "dispatched", 3, "");
        // When, Then
        assertThat(history.by(new EveryArtworkEndsOnce()).summary()).contains("0 lost, 0 doubled, 1 stuck");
    }

    @Test
    void aSecondEndIsADouble() {
        // Given
        Told otherResult = oneDone().seen(9, "job", "a", "protected", 2, "another hash");
        Told backToWork = oneDone().seen(9, "job", "a", "queued", 1, "");
        // When, Then
        assertThat(otherResult.by(new EveryArtworkEndsOnce()).held()).isFalse();
        assertThat(backToWork.by(new EveryArtworkEndsOnce()).held()).isFalse();
    }

    @Test
    void twoArtworksOfOneReferenceAreADouble() {
        // Given
        Told history = oneDone()
                .add(new Entry.Seen(Instant.EPOCH, Told.id("job"), Told.id("other"), "a", "protected", "", 1, "hash"));
        // When, Then
        assertThat(history.by(new EveryArtworkEndsOnce()).held()).isFalse();
    }

    @Test
    void aGoodPictureMustNotBeAbandonedAndABadOneNotProtected() {
        // Given
        Told abandoned =
                new Told().submitted(0, "north", "job", "a").seen(4, "job", "a", "abandoned", 5, "ATTEMPTS_EXHAUSTED");
        Told protectedAllTheSame =
                new Told().submitted(0, "north", "job", "a", "TRUNCATED").seen(4, "job", "a", "protected", 1, "hash");
        // When, Then
        assertThat(abandoned.by(new EveryArtworkEndsAsItShould()).held()).isFalse();
        assertThat(protectedAllTheSame.by(new EveryArtworkEndsAsItShould()).held())
                .isFalse();
    }

    @Test
    void onlyACancelledJobsPictureMayEndAsCancelled() {
        // Given
        Told history = new Told().submitted(0, "north", "job", "a").seen(4, "job", "a", "abandoned", 1, "CANCELLED");
        // When
        boolean without = history.by(new EveryArtworkEndsAsItShould()).held();
        boolean with =
                history.cancelled(2, "job").by(new EveryArtworkEndsAsItShould()).held();
        // Then
        assertThat(without).isFalse();
        assertThat(with).isTrue();
    }

    @Test
    void aResultMustBeFetchedWholeAndItsOwn() {
        // Given
        Told missing = new Told().seen(4, "job", "a", "protected", 1, "hash");
        // When, Then
        assertThat(missing.by(new ResultMatchesOutcome()).held()).isFalse();
        assertThat(missing.downloaded(5, "a", "hash", "")
                        .by(new ResultMatchesOutcome())
                        .held())
                .isTrue();
        assertThat(missing.downloaded(6, "a", "other", "")
                        .by(new ResultMatchesOutcome())
                        .held())
                .isFalse();
        assertThat(missing.downloaded(7, "a", "hash", "made from another picture")
                        .by(new ResultMatchesOutcome())
                        .held())
                .isFalse();
    }

    private static Told killedInTheMiddle() {
        return new Told()
                .submitted(0, "north", "job", "a")
                .event(10, "started", "a", 1, "cloak-worker-1")
                .fault(12, 15, 1, "Kill", "cloak-worker-1");
    }

    @Test
    void aKilledTaskRunsAgainSoonAfterItsLease() {
        // Given
        Told soon = killedInTheMiddle()
                .event(28, "started", "a", 1, "cloak-worker-2")
                .event(29, "finished", "a", 1, "cloak-worker-2")
                .seen(30, "job", "a", "protected", 1, "hash");
        Told late = killedInTheMiddle()
                .event(58, "started", "a", 1, "cloak-worker-2")
                .seen(60, "job", "a", "protected", 1, "hash");
        Told never = killedInTheMiddle().seen(99, "job", "a", "running", 1, "");
        // When, Then
        assertThat(soon.by(new KilledTaskRunsAgain()).held()).isTrue();
        assertThat(soon.by(new KilledTaskRunsAgain()).summary()).contains("1 tasks lost their worker", "16 s");
        assertThat(late.by(new KilledTaskRunsAgain()).held()).isFalse();
        assertThat(never.by(new KilledTaskRunsAgain()).held()).isFalse();
    }

    @Test
    void aKilledTaskMayWaitForAnotherFaultToPass() {
        // Given
        Told history = killedInTheMiddle()
                .fault(13, 40, 2, "Partition", "cloak-worker-2→KAFKA")
                .event(58, "started", "a", 1, "cloak-worker-2")
                .seen(60, "job", "a", "protected", 1, "hash");
        // When, Then
        assertThat(history.by(new KilledTaskRunsAgain()).held()).isTrue();
    }

    @Test
    void aTenantStarvesWhileAHundredOfAnotherPassBy() {
        // Given
        Told fair = new Told().submitted(0, "south", "small", "s");
        Told unfair = new Told().submitted(0, "south", "small", "s");
        for (int i = 0; i < 120; i++) {
            fair.submitted(0, "north", "large", "n" + i);
            unfair.submitted(0, "north", "large", "n" + i);
        }
        for (int i = 0; i < 120; i++) {
            if (i == 60) {
                fair.seen(10 + i, "small", "s", "protected", 1, "hash");
            }
            fair.seen(10 + i, "large", "n" + i, "protected", 1, "hash");
            unfair.seen(10 + i, "large", "n" + i, "protected", 1, "hash");
        }
        // When, Then
        assertThat(fair.by(new NoTenantStarves()).held()).isTrue();
        assertThat(unfair.by(new NoTenantStarves()).held()).isFalse();
    }

    private static Told cancelledAtTen() {
        return new Told().submitted(0, "north", "job", "a").cancelled(10, "job");
    }

    @Test
    void nothingOfACancelledJobIsBegun() {
        // Given
        Told stopped = cancelledAtTen().seen(11, "job", "a", "abandoned", 1, "CANCELLED");
        Told begun = cancelledAtTen()
                .event(50, "started", "a", 1, "cloak-worker-1")
                .seen(60, "job", "a", "abandoned", 1, "CANCELLED");
        Told done = cancelledAtTen()
                .event(12, "started", "a", 1, "cloak-worker-1")
                .seen(60, "job", "a", "protected", 1, "hash");
        Told open = cancelledAtTen().seen(60, "job", "a", "queued", 1, "");
        // When, Then
        assertThat(stopped.by(new CancelledWorkStops()).held()).isTrue();
        assertThat(begun.by(new CancelledWorkStops()).held()).isFalse();
        assertThat(done.by(new CancelledWorkStops()).held()).isFalse();
        assertThat(open.by(new CancelledWorkStops()).held()).isFalse();
    }
}
