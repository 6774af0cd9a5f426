package dev.assent.fuzz.script;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the application does in a local transaction. */
public sealed interface Step {
    /** The features without which the step would not be there. */
    default Stream<Feature> because() {
        return Stream.empty();
    }

    /** How a statement reaches the driver. */
    enum By {
        STATEMENT,
        PREPARED,
        /** Through the connection that the metadata return. */
        METADATA_CONNECTION,
        /** Through the statement that a result set returns. */
        RESULT_STATEMENT;

        boolean isDetour() {
            return this == METADATA_CONNECTION || this == RESULT_STATEMENT;
        }
    }

    record Run(Sql sql, By by) implements Step {
        @Override
        public Stream<Feature> because() {
            Stream<Feature> own = Stream.ofNullable(sql.because());
            return by.isDetour() ? Stream.concat(own, Stream.of(Feature.JDBC_DETOUR)) : own;
        }

        @Override
        public String toString() {
            return sql + (by == By.STATEMENT ? "" : "  -- by " + by);
        }
    }

    /** @param members if all have the same text, one prepared statement */
    record Batch(List<Sql> members) implements Step {
        public Batch {
            members = List.copyOf(members);
        }

        @Override
        public Stream<Feature> because() {
            return members.stream().flatMap(sql -> Stream.ofNullable(sql.because()));
        }

        @Override
        public String toString() {
            return members.stream().map(Sql::toString).collect(Collectors.joining(" ; ", "batch: ", ""));
        }
    }

    /** Changes in one text, with semicolons between them. */
    record Several(List<Sql> members) implements Step {
        public Several {
            members = List.copyOf(members);
        }

        public Sql together() {
            return new Sql(
                    members.stream().map(Sql::text).collect(Collectors.joining(" ; ")),
                    members.stream().flatMap(sql -> sql.params().stream()).toList(),
                    null);
        }

        @Override
        public Stream<Feature> because() {
            return members.stream().flatMap(sql -> Stream.ofNullable(sql.because()));
        }

        @Override
        public String toString() {
            return together().toString();
        }
    }

    /** Opens an updatable result set before the global transaction, and changes its row inside. */
    record UpdateRow(String query, int value) implements Step {
        @Override
        public Stream<Feature> because() {
            return Stream.of(Feature.JDBC_DETOUR);
        }

        @Override
        public String toString() {
            return query + "  -- opened before the global transaction, updateInt(\"v\", " + value + "), updateRow()";
        }
    }

    /** Another global transaction runs a statement and commits. */
    record Neighbour(Sql sql) implements Step {
        @Override
        public Stream<Feature> because() {
            return Stream.concat(Stream.of(Feature.NEIGHBOUR), Stream.ofNullable(sql.because()));
        }

        @Override
        public String toString() {
            return "neighbour: " + sql;
        }
    }

    record SetSavepoint(int number) implements Step {}

    record BackToSavepoint(int number) implements Step {}

    record ReleaseSavepoint(int number) implements Step {}
}
