package dev.assent.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.AssentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs each case of {@code cases.txt} on each database and compares what happens with docs/sql.md. */
@ExtendWith(SharedServers.class)
final class SqlPageTest {
    private static final Path WRITTEN = Path.of("target", "sql.md");

    @Test
    void thePageShowsWhatHappens(DatabaseServers servers) throws SQLException, IOException {
        List<SqlCase> cases = SqlCase.all();
        List<Map<DatabaseKind, Optional<AssentException>>> refusals =
                cases.stream().map(one -> refusals()).toList();
        for (DatabaseKind kind : DatabaseKind.values()) {
            try (Place place = new Place(kind, servers.emptied(kind))) {
                for (int i = 0; i < cases.size(); i++) {
                    if (!cases.get(i).statements(kind).isEmpty()) {
                        refusals.get(i).put(kind, place.refusal(cases.get(i)));
                    }
                }
                place.assertAllUnchanged();
            }
        }
        List<SqlPage.Line> lines = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            lines.add(new SqlPage.Line(cases.get(i), refusals.get(i)));
        }

        String text = new SqlPage(lines).text();

        Files.writeString(WRITTEN, text, UTF_8);
        assertThat(SqlPage.shown())
                .as("%s, behind the line '%s'; %s has what it must be", SqlPage.FILE, SqlPage.BEGIN.strip(), WRITTEN)
                .isEqualTo(text);
    }

    private static Map<DatabaseKind, Optional<AssentException>> refusals() {
        return new EnumMap<>(DatabaseKind.class);
    }
}
