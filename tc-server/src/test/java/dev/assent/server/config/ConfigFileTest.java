package dev.assent.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Limits;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.limit.Limit;
import dev.assent.server.loop.ForceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir
    private Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("assent.yml"), content);
    }

    private static ServerOptions read(Path file) {
        ServerOptions.Builder options = ServerOptions.builder();
        ConfigFile.read(file, options);
        return options.build();
    }

    @Test
    void everySettingIsRead() throws IOException {
        ServerOptions options = read(file("""
                        host: 0.0.0.0
                        port: 9091
                        advertise: tc-1.example.org:9091
                        data: /var/lib/assent
                        admin-host: 10.0.0.5
                        admin-port: 7000
                        restart-grace-ms: 20000
                        outcome-memory-minutes: 120
                        silence-limit-ms: 60000
                        undo-save-days: 14
                        stop-limit-ms: 5000
                        hang-limit-ms: 60000
                        slow-force-ms: 7000
                        longest-force-ms: 90000
                        max-connections: 11
                        max-resources: 12
                        resource-id-bytes: 113
                        first-frame-kib: 14
                        unfinished-frames-mib: 15
                        unfinished-frame-ms: 16000
                        inflated-mib-per-s: 17
                        max-unanswered: 18
                        max-waiting: 19
                        max-lock-waiters: 20000
                        seata-lock-queue: on
                        unsent-mib: 20
                        memory-budget-mib: 64
                        branches-per-transaction: 200
                        longest-transaction-timeout-s: 3600
                        segment-mib: 16
                        settle-wait-ms: 5000
                        max-retry-ms: 30000
                        park-after-ms: 120000
                        accept-loss-to-epoch: 21
                        """));
        assertThat(options.acceptedLoss()).isEqualTo(21);
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.port()).isEqualTo(9091);
        assertThat(options.advertise()).contains("tc-1.example.org:9091");
        assertThat(options.data()).isEqualTo(Path.of("/var/lib/assent"));
        assertThat(options.admin()).isEqualTo(new AdminOptions(true, "10.0.0.5", 7000));
        assertThat(options.restartGrace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.memory()).isEqualTo(Duration.ofHours(2));
        assertThat(options.silence()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.undoSaveDays()).isEqualTo(14);
        assertThat(options.stopLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.hangLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.force()).isEqualTo(new ForceLimits(Duration.ofSeconds(7), Duration.ofSeconds(90)));
        assertThat(options.clients())
                .usingRecursiveComparison()
                .isEqualTo(ClientLimits.builder()
                        .connections(11)
                        .resources(12)
                        .resourceIdBytes(113)
                        .firstFrameBytes(14 << 10)
                        .unfinishedBytes(15 << 20)
                        .unfinishedTime(Duration.ofSeconds(16))
                        .inflatedBytes(17 << 20)
                        .unanswered(18)
                        .waiters(19)
                        .unsentBytes(20 << 20)
                        .build());
        assertThat(options.limits()).isEqualTo(new Limits(200, Duration.ofHours(1), 64 << 20, 20_000));
        assertThat(options.loop().queuesPolls()).isTrue();
        assertThat(options.journal().segmentBytes()).isEqualTo(16 << 20);
        assertThat(options.loop().settleWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.loop().maxRetry()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.loop().parkAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(Setting.values()).as("all of them are above").hasSize(34);
    }

    @Test
    void everySettingOfTheTableOfLimitsIsOne() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::key))
                .containsAll(Arrays.stream(Limit.values())
                        .map(Limit::setting)
                        .filter(key -> !key.isEmpty())
                        .toList());
    }

    @Test
    void theAdminApiCanBeSwitchedOff() throws IOException {
        ServerOptions.Builder options = ServerOptions.builder().admin(AdminOptions::turnedOn);
        ConfigFile.read(file("# nothing yet\n"), options);
        assertThat(options.build().admin().on()).isTrue();
        ConfigFile.read(file("admin-port: off\n"), options);
        assertThat(options.build().admin().on()).isFalse();
        ConfigFile.override(options, "admin-port", "0");
        assertThat(options.build().admin()).isEqualTo(new AdminOptions(true, "127.0.0.1", 0));
        ConfigFile.override(options, "admin-port", "off");
        assertThat(options.build().admin().on()).isFalse();
    }

    @Test
    void anEmptyFileChangesNothing() throws IOException {
        assertThat(read(file("# nothing yet\n")))
                .usingRecursiveComparison()
                .isEqualTo(ServerOptions.builder().build());
    }

    @Test
    void whatIsBuiltDoesNotChangeWithItsBuilder() {
        ServerOptions.Builder builder = ServerOptions.builder();
        ServerOptions built = builder.build();
        builder.port(1).clients(c -> c.waiters(1)).loop(l -> l.settleWait(Duration.ofSeconds(1)));
        assertThat(built)
                .usingRecursiveComparison()
                .isEqualTo(ServerOptions.builder().build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|''|a host name or address",
                "host|[a, b]|a host name or address",
                "port|65536|a number from 0 to 65535",
                "silence-limit-ms|14999|a number of milliseconds from 15000 to 86400000, or 0 for no limit",
                "undo-save-days|-1|a number of days from 0 to 365; 0 never has undo rows purged",
                "admin-port|on|a number from 0 to 65535, or off",
                "port|-1|a number from 0 to 65535",
                "port|many|a number from 0 to 65535",
                "port|80.5|a number from 0 to 65535",
                "advertise|tc-1|HOST:PORT of at most 44 characters",
                "advertise|tc-1:0|HOST:PORT of at most 44 characters",
                "advertise|'tc 1:8091'|HOST:PORT of at most 44 characters",
                "advertise|a-name-that-leaves-too-little-room.example:8091|HOST:PORT of at most 44 characters",
                "data|' '|a directory",
                "data|{a: b}|a directory",
                "restart-grace-ms|3600001|a number of milliseconds from 0 to 3600000",
                "outcome-memory-minutes|59|a number of minutes from 60 to 10080",
                "segment-mib|8|a number of MiB from 16 to 1024",
                "segment-mib|2048|a number of MiB from 16 to 1024",
                "settle-wait-ms|0|a number of milliseconds from 1 to 20000",
                "max-retry-ms|99999999999999999999|a number of milliseconds from 100 to 600000",
            })
    void aBadValueNamesFileKeyValueAndWhatIsAllowed(String key, String value, String allowed) throws IOException {
        Path file = file(key + ": " + value + "\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4503: Expected %s in %s to be %s, but it is '", key, file, allowed)
                .hasMessageNotContaining("\n");
    }

    @Test
    void noSettingTakesAKeyWithoutAValue() throws IOException {
        for (Setting setting : Setting.values()) {
            String key = setting.key();
            Path file = file(key + ":\n");
            assertThatThrownBy(() -> read(file))
                    .as(key)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    void anUnknownKeyNamesThoseThereAre() throws IOException {
        Path file = file("prot: 8091\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContainingAll("ASN-4504", file.toString(), "'prot'", "host, port, advertise");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() throws IOException {
        Path file = file("port: 1\nport: 2\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContainingAll(file.toString(), "port");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsLine() throws IOException {
        for (String content : new String[] {"port: 1\nport: 2\n", "# one\nport: [1\n", "port: 1\n\tdata: x\n"}) {
            Path file = file(content);
            assertThatThrownBy(() -> read(file))
                    .as(content)
                    .hasMessageMatching(".* YAML file of keys and values, but in line [23] it says: .*");
        }
    }

    @Test
    void whatIsNoYamlOfKeysAndValuesIsRefusedInOneLine() throws IOException {
        for (String content : new String[] {"port: [1", "- port\n- 8091\n", "8091", "\tport: 1"}) {
            Path file = file(content);
            assertThatThrownBy(() -> read(file))
                    .as(content)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContainingAll("ASN-4505", file.toString())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = directory.resolve("missing.yml");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContainingAll(file.toString(), "there is no such file");
        assertThatThrownBy(() -> read(directory))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void theCommandLineWins() throws IOException {
        ServerOptions.Builder both = ServerOptions.builder();
        ConfigFile.read(file("port: 1\nhost: ::1\n"), both);
        ConfigFile.override(both, "host", null, "port", "2", "advertise", null, "data", "d");
        ServerOptions options = both.build();
        assertThat(options.port()).isEqualTo(2);
        assertThat(options.host()).isEqualTo("::1");
        assertThat(options.data()).isEqualTo(Path.of("d"));
        assertThatThrownBy(() -> ConfigFile.override(both, "port", "x"))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContainingAll("port", "the command line", "'x'");
    }
}
