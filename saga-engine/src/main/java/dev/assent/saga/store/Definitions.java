package dev.assent.saga.store;

import dev.assent.saga.Definition;
import dev.assent.saga.StoreException;
import dev.assent.saga.StoredDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definitions in {@code state_machine_def}: versions side by side, the newest by name. */
final class Definitions {
    private static final int ID = 32;
    private static final int VERSION = 16;

    private final Sessions sessions;

    Definitions(Sessions sessions) {
        this.sessions = sessions;
    }

    StoredDefinition save(Definition definition) {
        if (definition.version() != null && definition.version().length() > VERSION) {
            throw StoreException.of(StoreErrors.tooLong("a machine's Version", VERSION, definition.version()), null);
        }
        try {
            return add(definition);
        } catch (StoreException e) {
            if (Sessions.isDuplicate(e)) {
                return add(definition); // another node has added the same one at the same moment
            }
            throw e;
        }
    }

    private StoredDefinition add(Definition definition) {
        return sessions.in("register machine " + definition.name(), session -> {
            DefinitionMapper rows = session.getMapper(DefinitionMapper.class);
            DefinitionRow newest =
                    rows.newest(definition.name(), definition.tenant()).orElse(null);
            if (newest != null
                    && definition.text().equals(newest.content())
                    && version(definition).equals(newest.version())) {
                return stored(newest);
            }
            DefinitionRow row = row(definition, newest);
            rows.insert(row);
            return stored(row);
        });
    }

    /** Its id follows from what it is and what it follows, so that two nodes cannot add it twice. */
    private static DefinitionRow row(Definition definition, @Nullable DefinitionRow newest) {
        Instant created = RowWriter.millis(definition.created());
        if (newest != null && !created.isAfter(newest.created())) {
            created = newest.created().plusMillis(1); // newest is who comes last, also within a ms
        }
        String named = String.join(
                "\n",
                definition.tenant(),
                definition.name(),
                version(definition),
                newest == null ? "" : newest.id(),
                definition.text());
        return new DefinitionRow(
                hash(named).substring(0, ID),
                definition.name(),
                definition.tenant(),
                version(definition),
                definition.comment(),
                definition.recoverStrategy(),
                definition.text(),
                definition.hash(),
                created);
    }

    private static String version(Definition definition) {
        return definition.version() == null ? "" : definition.version();
    }

    Optional<StoredDefinition> latest(String name, String tenant) {
        return sessions.in(
                "find machine " + name,
                session -> session.getMapper(DefinitionMapper.class)
                        .newest(name, tenant)
                        .map(Definitions::stored));
    }

    Optional<StoredDefinition> byId(String id) {
        return sessions.in(
                "find definition " + id,
                session -> session.getMapper(DefinitionMapper.class).byId(id).map(Definitions::stored));
    }

    private static StoredDefinition stored(DefinitionRow row) {
        String text = row.content() == null ? "" : row.content();
        return new StoredDefinition(
                row.id(),
                new Definition(
                        row.name(),
                        row.tenant(),
                        row.version().isEmpty() ? null : row.version(),
                        row.comment(),
                        row.recoverStrategy(),
                        text,
                        row.hash() == null ? hash(text) : row.hash(),
                        row.created()));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has", e);
        }
    }
}
