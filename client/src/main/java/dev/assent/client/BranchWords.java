package dev.assent.client;

import dev.assent.client.TransactionReport.UnfinishedBranch;
import dev.assent.protocol.WaitsFor;
import dev.assent.protocol.WaitsFor.Branch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The branches that an end waits for, in words. */
final class BranchWords {
    private BranchWords() {}

    /** With the reason of each. */
    static String of(WaitsFor branches) {
        return list(branches, branch -> name(branch) + reason(branch));
    }

    static String names(WaitsFor branches) {
        return list(branches, BranchWords::name);
    }

    static List<UnfinishedBranch> unfinished(WaitsFor waits) {
        return waits.branches().stream()
                .map(branch -> new UnfinishedBranch(
                        branch.id(), branch.application(), branch.resource(), bare(reason(branch))))
                .toList();
    }

    private static String bare(String inBrackets) {
        return inBrackets.isEmpty() ? "" : inBrackets.substring(2, inBrackets.length() - 1);
    }

    private static String list(WaitsFor waits, Function<Branch, String> words) {
        String named = waits.branches().stream().map(words).collect(Collectors.joining(", "));
        return waits.more() == 0 ? named : named + " and " + waits.more() + " more";
    }

    private static String name(Branch branch) {
        return "branch " + branch.id() + " of " + branch.application() + " on " + branch.resource();
    }

    private static String reason(Branch branch) {
        return switch (branch.reason()) {
            case NOT_CONNECTED -> " (no resource manager that serves it is connected)";
            case CALLED -> " (it was called and has not answered)";
            case FAILING -> " (it has failed and is called again)";
            case PARKED -> " (it waits for an operator)";
            case TURN, UNRECOGNISED -> "";
        };
    }
}
