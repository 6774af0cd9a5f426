package dev.assent.picture;

import dev.assent.saga.definition.Choice;
import dev.assent.saga.definition.CompensateSubMachine;
import dev.assent.saga.definition.CompensationTrigger;
import dev.assent.saga.definition.Fail;
import dev.assent.saga.definition.ScriptTask;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.Succeed;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.definition.Wait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a state looks like.
 *
 * @param lines its texts, from above; the first is its name
 * @param title shown when the pointer rests on it
 */
record Box(Shape shape, List<String> lines, String title, String fill, boolean dashed) {
    private static final int LONGEST = 34;
    private static final double LINE = 15;
    private static final double LETTER = 6.7;

    enum Shape {
        DOT,
        ROUNDED,
        DOUBLE,
        DIAMOND,
        PILL,
        HEXAGON
    }

    static Box of(State state, @Nullable Mark mark) {
        List<String> lines = new ArrayList<>();
        lines.add(shortened(state.name()));
        String detail = detail(state);
        if (!detail.isEmpty()) {
            lines.add(shortened(detail));
        }
        if (mark != null) {
            lines.add(shortened((mark.status() + " " + mark.note()).strip()));
        }
        String comment = state.comment();
        String title = state.getClass().getSimpleName() + " " + state.name() + (comment == null ? "" : ": " + comment);
        boolean undoes = state instanceof TaskState task && task.settings().forCompensation();
        return new Box(shape(state), lines, title, mark == null ? fill(state) : mark.fill(), undoes);
    }

    static Box dot(boolean start) {
        return new Box(Shape.DOT, List.of(), start ? "start" : "end", start ? "#333333" : "#ffffff", false);
    }

    private static String detail(State state) {
        String loop = state instanceof TaskState task && task.settings().loop() != null ? " (each)" : "";
        if (state instanceof ServiceTask task) {
            return task.serviceName() + "." + task.serviceMethod() + loop;
        }
        if (state instanceof ScriptTask task) {
            return task.scriptType() + " script" + loop;
        }
        if (state instanceof SubStateMachine task) {
            return "machine " + task.stateMachineName() + loop;
        }
        if (state instanceof CompensateSubMachine) {
            return "undoes its machine";
        }
        if (state instanceof CompensationTrigger) {
            return "undoes what was done";
        }
        if (state instanceof Wait wait) {
            return wait.signal() != null
                    ? "waits for " + wait.signal()
                    : wait.until() != null ? "waits until " + wait.until() : "waits " + wait.seconds() + " s";
        }
        return state instanceof Fail fail && fail.errorCode() != null ? fail.errorCode() : "";
    }

    private static Shape shape(State state) {
        if (state instanceof Choice) {
            return Shape.DIAMOND;
        }
        if (state instanceof Succeed || state instanceof Fail) {
            return Shape.PILL;
        }
        if (state instanceof CompensationTrigger || state instanceof Wait) {
            return Shape.HEXAGON;
        }
        return state instanceof SubStateMachine || state instanceof CompensateSubMachine ? Shape.DOUBLE : Shape.ROUNDED;
    }

    private static String fill(State state) {
        return state instanceof Succeed
                ? "#eaf7ec"
                : state instanceof Fail ? "#fdeeee" : state instanceof CompensationTrigger ? "#fef5e4" : "#ffffff";
    }

    double width() {
        if (shape == Shape.DOT) {
            return 16;
        }
        double text = textWidth(lines);
        return switch (shape) {
            case DIAMOND -> text * 1.5 + 50;
            case PILL, HEXAGON -> text + 44;
            default -> text + 24;
        };
    }

    double height() {
        if (shape == Shape.DOT) {
            return 16;
        }
        double text = lines.size() * LINE;
        return shape == Shape.DIAMOND ? text * 2 + 26 : text + 16;
    }

    static double textWidth(List<String> lines) {
        return lines.stream().mapToDouble(Box::textWidth).max().orElse(0);
    }

    /** Letters of Latin script; others are about twice as wide. */
    static double textWidth(String line) {
        return line.codePoints()
                .mapToDouble(c -> c < 0x2e80 ? LETTER : LETTER * 2)
                .sum();
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
