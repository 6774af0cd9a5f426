package dev.assent.chaos.run;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.demo.audit.Claim;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers of a campaign, by name, in the order of the report. */
public final class Figures {
    private final Map<String, String> byName = new LinkedHashMap<>();

    private Figures() {}

    public static Figures of(Outcome outcome) {
        Figures figures = new Figures();
        Counts counts = outcome.counts();
        figures.put("seconds", outcome.took().toSeconds());
        figures.put("transactions", outcome.transactions());
        figures.put("committed", outcome.ended(Claim.COMMITTED));
        figures.put("rolled back", outcome.ended(Claim.ROLLED_BACK));
        figures.put("unknown, found committed by asking", outcome.asked(Claim.COMMITTED));
        figures.put("unknown, found rolled back by asking", outcome.asked(Claim.ROLLED_BACK));
        for (ProcessRole role : ProcessRole.values()) {
            figures.put("kills of " + role, counts.kills(role));
        }
        figures.put("undecided at kills of coordinator", counts.undecidedAtCoordinatorKills());
        figures.put("purchases open at kills of shops", counts.openAtShopKills());
        figures.put("stops", counts.freezes());
        for (ConnectionFault.Act act : ConnectionFault.Act.values()) {
            figures.put(act.words(), counts.of(act));
        }
        figures.put("violations", outcome.findings().size());
        return figures;
    }

    private void put(String name, long value) {
        byName.put(name, String.format(Locale.ROOT, "%d", value));
    }

    /** The figures as {@code name=value} lines, with dots for spaces. */
    public String properties() {
        return byName.entrySet().stream()
                .map(entry -> entry.getKey().replaceAll("[^a-z0-9]+", ".") + '=' + entry.getValue() + '\n')
                .collect(Collectors.joining());
    }

    Map<String, String> byName() {
        return byName;
    }
}
