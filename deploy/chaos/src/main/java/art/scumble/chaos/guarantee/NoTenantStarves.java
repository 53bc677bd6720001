package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** While a tenant's pictures wait, no other tenant gets a hundred done between two of theirs. */
public final class NoTenantStarves implements Guarantee {
    private static final int MOST_PASSED_BY = 100;

    private record Step(Instant at, String tenant, int submitted, int ended) {}

    @Override
    public Verdict judge(Story story) {
        Map<String, Integer> open = new TreeMap<>();
        Map<String, Map<String, Integer>> passed = new HashMap<>();
        Set<String> starved = new TreeSet<>();
        int most = 0;
        for (Step step : steps(story)) {
            open.merge(step.tenant(), step.submitted() - step.ended(), Integer::sum);
            if (step.ended() == 0) {
                continue;
            }
            passed.remove(step.tenant());
            for (Map.Entry<String, Integer> waiting : open.entrySet()) {
                String other = waiting.getKey();
                if (other.equals(step.tenant()) || waiting.getValue() == 0) {
                    continue;
                }
                int count =
                        passed.computeIfAbsent(other, any -> new HashMap<>()).merge(step.tenant(), 1, Integer::sum);
                most = Math.max(most, count);
                if (count == MOST_PASSED_BY) {
                    starved.add("at " + step.at() + " tenant " + other + " had " + waiting.getValue()
                            + " pictures waiting while " + count + " of " + step.tenant() + " were done");
                }
            }
        }
        String summary = "%d tenants; at most %d pictures of another one were done while one waited"
                .formatted(open.size(), most);
        return new Verdict(name(), summary, new ArrayList<>(starved));
    }

    private static List<Step> steps(Story story) {
        List<Step> steps = new ArrayList<>();
        for (Entry.Submitted one : story.submitted().values()) {
            steps.add(new Step(one.at(), one.tenant(), 1, 0));
            story.seen(one.reference()).stream()
                    .filter(Entry.Seen::isEnd)
                    .findFirst()
                    .ifPresent(end -> steps.add(new Step(end.at(), one.tenant(), 0, 1)));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }
}
