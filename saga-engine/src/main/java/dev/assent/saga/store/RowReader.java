package dev.assent.saga.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Position;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes instances and steps of rows, also of rows that Seata's engine wrote. */
final class RowReader {
    private final String prefix;

    RowReader(String prefix) {
        this.prefix = prefix;
    }

    Run run(InstanceRow row, List<StepRow> stepRows) throws BrokenRow {
        List<StepRow> ordered = new ArrayList<>(stepRows);
        ordered.sort(inOrder());
        List<Step> steps = new ArrayList<>();
        for (StepRow each : ordered) {
            steps.add(step(each, steps.size() + 1));
        }
        return Run.loaded(instance(row), steps);
    }

    /** Seata's rows have no sequence: the time they started, then the id, is all there is. */
    private static Comparator<StepRow> inOrder() {
        return Comparator.<StepRow>comparingInt(row -> row.sequence() == null ? 0 : row.sequence())
                .thenComparing(StepRow::started)
                .thenComparing(StepRow::id);
    }

    Instance instance(InstanceRow row) throws BrokenRow {
        Columns columns = new Columns(Table.INSTANCE.in(prefix), row.id());
        Map<String, Object> end = columns.map("end_params", row.endParams());
        Map<String, Object> context = columns.map("context", row.context());
        Map<String, Object> start = columns.map("start_params", row.startParams());
        if (context == null) {
            context = end == null ? start : end;
        }
        Map<String, Object> position = columns.map("position", row.position());
        return new Instance(
                row.id(),
                row.machineId(),
                row.definitionHash(),
                row.tenant(),
                row.parentId(),
                row.businessKey(),
                start == null ? Map.of() : start,
                row.started(),
                row.updated(),
                row.ended(),
                columns.failure(row.failure(), row.excep()),
                end,
                context == null ? Map.of() : context,
                columns.status("status", row.status()),
                columns.status("compensation_status", row.compensationStatus()),
                row.runs(),
                position == null ? null : columns.read("position", position, Position::of),
                row.due() == null ? null : Instant.ofEpochMilli(row.due()),
                row.parked(),
                row.owner(),
                row.epoch(),
                row.revision() == null ? 0 : row.revision());
    }

    private Step step(StepRow row, int place) throws BrokenRow {
        Columns columns = new Columns(Table.STEP.in(prefix), row.id());
        InstanceStatus status = columns.status("status", row.status());
        Object input = columns.value("input_params", row.input());
        return new Step(
                row.id(),
                row.instanceId(),
                row.sequence() == null ? place : row.sequence(),
                row.name(),
                row.type() == null ? "ServiceTask" : row.type(),
                row.serviceName(),
                row.serviceMethod(),
                row.serviceType(),
                row.businessKey(),
                row.compensatedFor(),
                row.retriedFor(),
                row.started(),
                row.updated() == null ? row.started() : row.updated(),
                row.ended(),
                Boolean.TRUE.equals(row.forUpdate()),
                list(input),
                columns.value("output_params", row.output()),
                status == null ? InstanceStatus.UNKNOWN : status,
                columns.failure(row.failure(), row.excep()),
                row.attempts() == null ? 1 : row.attempts(),
                false,
                row.branchId(),
                row.loopIndex());
    }

    private static List<@Nullable Object> list(@Nullable Object input) {
        List<@Nullable Object> list = new ArrayList<>();
        if (input instanceof List<?> several) {
            list.addAll(several);
        } else if (input != null) {
            list.add(input);
        }
        return list;
    }

    /** Reads the columns of one row. */
    private record Columns(String table, String id) {
        @Nullable
        Object value(String column, @Nullable String text) throws BrokenRow {
            try {
                return TextValue.of(text);
            } catch (JsonProcessingException e) {
                throw broken(column, e.getOriginalMessage() + '.', e);
            } catch (RuntimeException e) {
                throw broken(column, e.toString() + '.', e);
            }
        }

        @Nullable
        Map<String, Object> map(String column, @Nullable String text) throws BrokenRow {
            Object value = value(column, text);
            if (value == null) {
                return null;
            }
            if (!(value instanceof Map<?, ?> entries)) {
                throw broken(column, "it is no map.", new IllegalArgumentException(column));
            }
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((key, each) -> {
                if (each != null) {
                    map.put((String) key, each);
                }
            });
            return map;
        }

        @Nullable
        Failure failure(@Nullable String ours, byte @Nullable [] ofSeata) throws BrokenRow {
            Map<String, Object> tree = map("failure", ours);
            if (tree != null) {
                return read("failure", tree, Failure::of);
            }
            return ofSeata == null || ofSeata.length == 0 ? null : SerializedException.failure(ofSeata);
        }

        @Nullable
        InstanceStatus status(String column, @Nullable String code) throws BrokenRow {
            if (code == null || code.isEmpty()) {
                return null;
            }
            InstanceStatus status = InstanceStatus.of(code).orElse(null);
            if (status == null) {
                throw broken(column, StoreErrors.unknownStatus(code), new IllegalArgumentException(code));
            }
            return status;
        }

        <T> T read(String column, Map<String, Object> tree, Function<Map<String, Object>, T> reader) throws BrokenRow {
            try {
                return reader.apply(tree);
            } catch (RuntimeException e) {
                throw broken(column, e.toString() + '.', e);
            }
        }

        private BrokenRow broken(String column, String why, Exception cause) {
            return new BrokenRow(table, id, column, why, cause);
        }
    }
}
