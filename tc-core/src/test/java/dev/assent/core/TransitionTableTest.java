package dev.assent.core;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Stuck;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Reply.Stands;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole life of a transaction on one page. Branch 1 holds row A, branch 2 holds A and B, a stranger holds C. */
final class TransitionTableTest {
    /**
     * Stage and command; journal, answer, deeds; stage and locks after it. {@code !} marks a forced record and
     * {@code ~} what is not written; {@code ...} is an answer that has to wait for its branches; {@code 2r} tells branch
     * 2 to roll back; {@code A12} is row A, locked by branches 1 and 2.
     */
    private static final String TABLE = """
            unknown                | begin            | Began~            | xid 501                    | wake            | unknown         |
            unknown                | register B       |                   | ASN-3101                   |                 | unknown         |
            unknown                | report 2         |                   | ASN-3101                   |                 | unknown         |
            unknown                | commit           |                   | unknown                    |                 | unknown         |
            unknown                | rollback         |                   | unknown                    |                 | unknown         |
            unknown                | status           |                   | unknown                    |                 | unknown         |
            unknown                | querylocks A     |                   | free                       |                 | unknown         |
            unknown                | querylocks C     |                   | locked                     |                 | unknown         |
            unknown                | answered 2r      |                   |                            |                 | unknown         |
            unknown                | expire late      |                   |                            |                 | unknown         |

            active, empty          | begin saga       | Began!            | xid 501                    | wake            | active          |
            active, empty          | register B       | BranchRegistered! | branch 501                 |                 | active          | B501
            active, empty          | register B late  | EndedEmpty~       | ASN-2101                   |                 | rolled back     |
            active, empty          | report 2         |                   | ASN-4102                   |                 | active          |
            active, empty          | commit           | EndedEmpty~       | committed user empty       |                 | committed       |
            active, empty          | commit late      | EndedEmpty~       | rolled back timeout empty  |                 | rolled back     |
            active, empty          | rollback         | EndedEmpty~       | rolled back user empty     |                 | rolled back     |
            active, empty          | status           |                   | active ...                 |                 | active          |
            active, empty          | querylocks A     |                   | free                       |                 | active          |
            active, empty          | answered 2r      |                   |                            |                 | active          |
            active, empty          | expire           |                   |                            | wake            | active          |
            active, empty          | expire late      | EndedEmpty~       |                            |                 | rolled back     |

            active, saga           | commit           | CommitDecided!    | committed user empty       |                 | committed       |
            active, saga           | rollback         | RollbackDecided!  | rolled back user empty     |                 | rolled back     |
            active, saga           | expire late      | RollbackDecided!  |                            |                 | rolled back     |

            active                 | begin            | Began~            | xid 501                    | wake            | active          | A12 B2
            active                 | register B       | BranchRegistered! | branch 501                 |                 | active          | A12 B2501
            active                 | register B again |                   | branch 2                   |                 | active          | A12 B2
            active                 | register C       |                   | ASN-1101                   |                 | active          | A12 B2
            active                 | register half    |                   | ASN-4103                   |                 | active          | A12 B2
            active                 | register SAGA    |                   | ASN-4105                   |                 | active          | A12 B2
            active                 | register B late  | RollbackDecided!  | ASN-2101                   | 2r              | rolling back    | A12 B2
            active                 | report 2         | BranchReported!   | accepted                   |                 | active          | A12 B2
            active                 | report 2 no news |                   | accepted                   |                 | active          | A12 B2
            active                 | report 2 phase 2 |                   | ASN-4104                   |                 | active          | A12 B2
            active                 | report 9         |                   | ASN-4102                   |                 | active          | A12 B2
            active                 | commit           | CommitDecided!    | committing user            | 1c 2c           | committing      |
            active                 | commit late      | RollbackDecided!  | rolling back timeout ...   | 2r              | rolling back    | A12 B2
            active                 | rollback         | RollbackDecided!  | rolling back user ...      | 2r              | rolling back    | A12 B2
            active                 | rollback late    | RollbackDecided!  | rolling back user ...      | 2r              | rolling back    | A12 B2
            active                 | status           |                   | active ...                 |                 | active          | A12 B2
            active                 | querylocks A     |                   | free                       |                 | active          | A12 B2
            active                 | querylocks C     |                   | locked                     |                 | active          | A12 B2
            active                 | answered 2r      |                   |                            |                 | active          | A12 B2
            active                 | expire           |                   |                            | wake            | active          | A12 B2
            active                 | expire late      | RollbackDecided!  |                            | 2r              | rolling back    | A12 B2

            active, TCC            | commit           | CommitDecided!    | committing user ...        | 1c 2c           | committing      |
            active, XA failed      | commit           | RollbackDecided!  | rolled back branch         |                 | rolled back     |
            active, XA failed      | rollback         | RollbackDecided!  | rolled back user           |                 | rolled back     |
            active, XA read only   | commit           | CommitDecided!    | committed user             |                 | committed       |
            active, XA read only   | rollback         | RollbackDecided!  | rolled back user           |                 | rolled back     |

            committing             | begin            | Began~            | xid 501                    | wake            | committing      |
            committing             | register B       |                   | ASN-4101                   |                 | committing      |
            committing             | report 2         |                   | accepted                   |                 | committing      |
            committing             | commit           |                   | committing user            |                 | committing      |
            committing             | rollback         |                   | committing user            |                 | committing      |
            committing             | status           |                   | committing user            |                 | committing      |
            committing             | querylocks A     |                   | free                       |                 | committing      |
            committing             | answered 2c      | BranchFinished    |                            | settled         | committing      |
            committing             | answered 2c no   | BranchStuck       |                            | stuck 2 settled | commit failed   |
            committing             | answered 2r      |                   |                            |                 | committing      |
            committing             | answered 9c      |                   |                            |                 | committing      |
            committing             | expire late      |                   |                            |                 | committing      |
            committing, TCC        | report 2         |                   | ASN-4101                   |                 | committing      |
            committing, TCC        | commit           |                   | committing user ...        |                 | committing      |
            committing, TCC        | answered 2c      | BranchFinished    |                            |                 | committing      |
            committing, 1 left     | answered 1c      | BranchFinished    |                            | settled         | committed       |
            committing, 1 left     | answered 2c      |                   |                            |                 | committing      |

            commit failed          | begin            | Began~            | xid 501                    | wake            | commit failed   |
            commit failed          | register B       |                   | ASN-4101                   |                 | commit failed   |
            commit failed          | report 2         |                   | accepted                   |                 | commit failed   |
            commit failed          | commit           |                   | commit failed user         |                 | commit failed   |
            commit failed          | rollback         |                   | commit failed user         |                 | commit failed   |
            commit failed          | status           |                   | commit failed user         |                 | commit failed   |
            commit failed          | querylocks A     |                   | free                       |                 | commit failed   |
            commit failed          | answered 1c      | BranchFinished    |                            | settled         | commit failed   |
            commit failed          | answered 1c no   | BranchStuck       |                            | stuck 1 settled | commit failed   |
            commit failed          | answered 2c      |                   |                            |                 | commit failed   |
            commit failed          | expire late      |                   |                            |                 | commit failed   |

            rolling back           | begin            | Began~            | xid 501                    | wake            | rolling back    | A12 B2
            rolling back           | register B       |                   | ASN-2101                   |                 | rolling back    | A12 B2
            rolling back           | report 2         |                   | accepted                   |                 | rolling back    | A12 B2
            rolling back           | commit           |                   | rolling back user ...      |                 | rolling back    | A12 B2
            rolling back           | rollback         |                   | rolling back user ...      |                 | rolling back    | A12 B2
            rolling back           | status           |                   | rolling back user ...      |                 | rolling back    | A12 B2
            rolling back           | querylocks A     |                   | free                       |                 | rolling back    | A12 B2
            rolling back           | answered 2r      | BranchFinished    |                            | 1r              | rolling back    | A1
            rolling back           | answered 2r no   | BranchStuck       |                            | stuck 2 settled | rollback failed | A12 B2
            rolling back           | answered 1r      |                   |                            |                 | rolling back    | A12 B2
            rolling back           | answered 2c      |                   |                            |                 | rolling back    | A12 B2
            rolling back           | expire late      |                   |                            |                 | rolling back    | A12 B2
            rolling back, TCC      | report 2         |                   | ASN-2101                   |                 | rolling back    | A12 B2
            rolling back, 1 left   | answered 1r      | BranchFinished    |                            | settled         | rolled back     |
            rolling back, 1 left   | answered 2r      |                   |                            |                 | rolling back    | A1

            rollback failed        | begin            | Began~            | xid 501                    | wake            | rollback failed | A12 B2
            rollback failed        | register B       |                   | ASN-2101                   |                 | rollback failed | A12 B2
            rollback failed        | report 2         |                   | accepted                   |                 | rollback failed | A12 B2
            rollback failed        | commit           |                   | rollback failed user       |                 | rollback failed | A12 B2
            rollback failed        | rollback         |                   | rollback failed user       |                 | rollback failed | A12 B2
            rollback failed        | status           |                   | rollback failed user       |                 | rollback failed | A12 B2
            rollback failed        | querylocks A     |                   | free                       |                 | rollback failed | A12 B2
            rollback failed        | answered 1r      |                   |                            |                 | rollback failed | A12 B2
            rollback failed        | answered 2r      |                   |                            |                 | rollback failed | A12 B2
            rollback failed        | expire late      |                   |                            |                 | rollback failed | A12 B2

            committed              | begin            | Began~            | xid 501                    | wake            | committed       |
            committed              | register B       |                   | ASN-4101                   |                 | committed       |
            committed              | report 2         |                   | ASN-4102                   |                 | committed       |
            committed              | commit           |                   | committed user             |                 | committed       |
            committed              | rollback         |                   | committed user             |                 | committed       |
            committed              | status           |                   | committed user             |                 | committed       |
            committed              | querylocks A     |                   | free                       |                 | committed       |
            committed              | answered 1c      |                   |                            |                 | committed       |
            committed              | expire late      |                   |                            |                 | committed       |

            rolled back            | begin            | Began~            | xid 501                    | wake            | rolled back     |
            rolled back            | register B       |                   | ASN-2101                   |                 | rolled back     |
            rolled back            | report 2         |                   | ASN-4102                   |                 | rolled back     |
            rolled back            | commit           |                   | rolled back user           |                 | rolled back     |
            rolled back            | rollback         |                   | rolled back user           |                 | rolled back     |
            rolled back            | status           |                   | rolled back user           |                 | rolled back     |
            rolled back            | querylocks A     |                   | free                       |                 | rolled back     |
            rolled back            | answered 1r      |                   |                            |                 | rolled back     |
            rolled back            | expire late      |                   |                            |                 | rolled back     |
            """;

    @ParameterizedTest
    @MethodSource("rows")
    void transition(Row row) {
        Set<Transition> visited = EnumSet.noneOf(Transition.class);

        assertThat(play(row, visited)).isEqualTo(row);
    }

    @Test
    void everyStageMeetsEveryCommand() {
        List<String> commands = Arrays.stream(Command.class.getPermittedSubclasses())
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(rows().map(row -> firstPart(row.stage, ",") + " + " + firstPart(row.command, " "))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Stage.values())
                        .flatMap(stage -> commands.stream().map(command -> text(stage) + " + " + command))
                        .toList());
    }

    /** By the table's rows, and by what a restart makes of the states they start from. */
    @Test
    void everyTransitionIsTaken() {
        Set<Transition> visited = EnumSet.noneOf(Transition.class);
        rows().forEach(row -> {
            play(row, visited);
            Coordinator live = History.of(row.stage, ignored -> {});
            Coordinator restored = new Coordinator(History.POLICY, visited::add);
            live.snapshot((at, event) -> restored.apply(event, at));
            Coordinator replayed = new Coordinator(History.POLICY, visited::add);
            History.events(row.stage).stream()
                    .filter(event -> event.durability() != Durability.NONE)
                    .forEach(event -> replayed.apply(event, History.START));
            assertThat(state(replayed)).as("replay of %s", row.stage).isEqualTo(expectedAfterRestart(row.stage, live));
            assertThat(state(restored)).as("restore of %s", row.stage).isEqualTo(expectedAfterRestart(row.stage, live));
        });

        assertThat(visited).containsExactlyInAnyOrder(Transition.values());
    }

    /** A transaction without a branch dies with the process, unless it is a saga. */
    private static String expectedAfterRestart(String stage, Coordinator live) {
        return stage.equals("active, empty") ? "unknown | " : state(live);
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void whatIsNotInTheTableCannotBeApplied(String stage, OfTransaction event) {
        Coordinator coordinator = History.of(stage, ignored -> {});

        assertThatThrownBy(() -> coordinator.apply(event, History.START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(History.XID.value());
    }

    private static Stream<Arguments> illegal() {
        List<OfTransaction> samples = History.oneOfEach();
        assertThat(samples.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(List.of(OfTransaction.class.getPermittedSubclasses()));
        return Stream.concat(
                rows().map(Row::stage)
                        .distinct()
                        .flatMap(stage -> samples.stream()
                                .filter(event -> !isLegal(History.of(stage, ignored -> {}), event))
                                .map(event -> Arguments.of(stage, event))),
                History.nonsense().stream().map(misfit -> Arguments.of(misfit.state(), misfit.event())));
    }

    private static boolean isLegal(Coordinator coordinator, OfTransaction event) {
        Stage from = coordinator.find(History.XID).stage();
        return Arrays.stream(Stage.values()).anyMatch(to -> {
            try {
                Transition.of(from, event, to);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    private static Row play(Row row, Set<Transition> visited) {
        List<Transition> steps = new ArrayList<>();
        Coordinator coordinator = History.of(row.stage, steps::add);
        String before = coordinator.toString();
        steps.clear();
        Decision decision = coordinator.decide(History.command(row.command), History.time(row.command));
        assertThat(coordinator).as("deciding changes nothing").hasToString(before);
        decision.events().forEach(event -> coordinator.apply(event, History.time(row.command)));
        visited.addAll(steps);
        return new Row(
                row.stage,
                row.command,
                journal(decision),
                answer(decision),
                deeds(decision),
                text(coordinator.find(History.XID).stage()),
                locks(coordinator));
    }

    private record Row(
            String stage, String command, String journal, String answer, String deeds, String becomes, String locks) {}

    private static Stream<Row> rows() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(line -> {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        });
    }

    private static String journal(Decision decision) {
        return decision.events().stream()
                .map(event -> event.getClass().getSimpleName()
                        + switch (event.durability()) {
                            case FORCED -> "!";
                            case LAZY -> "";
                            case NONE -> "~";
                        })
                .collect(joining(" "));
    }

    private static String answer(Decision decision) {
        Reply reply = decision.reply();
        if (reply instanceof Refused refused) {
            return firstPart(refused.sentence(), ":");
        }
        if (reply instanceof Stands stands) {
            Standing s = stands.standing();
            return text(s.stage())
                    + (s.cause() == null ? "" : " " + text(s.cause()))
                    + (s.settled() ? "" : " ...")
                    + (s.empty() ? " empty" : "");
        }
        if (reply instanceof TransactionBegun begun) {
            return "xid " + begun.xid().number().orElseThrow();
        }
        if (reply instanceof BranchAccepted accepted) {
            return "branch " + accepted.branch();
        }
        if (reply instanceof Lockable lockable) {
            return lockable.free() ? "free" : "locked";
        }
        return reply == null ? "" : "accepted";
    }

    private static String deeds(Decision decision) {
        return decision.effects().stream().map(TransitionTableTest::deed).collect(joining(" "));
    }

    private static String deed(Effect effect) {
        if (effect instanceof Deliver deliver) {
            return deliver.branch().id() + (deliver.outcome() == Outcome.COMMIT ? "c" : "r");
        }
        if (effect instanceof Stuck stuck) {
            return "stuck " + stuck.branch();
        }
        return effect instanceof Effect.WakeAt ? "wake" : "settled";
    }

    private static String state(Coordinator coordinator) {
        return text(coordinator.find(History.XID).stage()) + " | " + locks(coordinator);
    }

    private static String locks(Coordinator coordinator) {
        return Stream.of("A", "B")
                .map(row -> row
                        + coordinator.locks().holders(new LockKey("db", "t", row)).stream()
                                .map(BranchId::toString)
                                .collect(joining()))
                .filter(text -> text.length() > 1)
                .collect(joining(" "));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String firstPart(String text, String end) {
        return text.split(end, 2)[0];
    }
}
