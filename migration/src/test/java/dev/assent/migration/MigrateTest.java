package dev.assent.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MigrateTest {
    private static final String FINE = """
            package shop;
            import org.apache.seata.core.context.RootContext;
            import org.apache.seata.spring.annotation.GlobalTransactional;
            public class Purchases {
                static final String SQL = "update account set balance = ? where id = ?";
                @GlobalTransactional(timeoutMills = 5000) public String buy() { return RootContext.getXID() + SQL; }
            }
            """;

    private static final String SCANNER = """
            package io.seata.spring.annotation;
            public class GlobalTransactionScanner { public GlobalTransactionScanner(String a, String b) {} }
            """;
    private static final String ACTION = """
            package io.seata.rm.tcc.api;
            public @interface LocalTCC {}
            """;
    private static final String CONTEXT = """
            package io.seata.core.context;
            public class RootContext { public static String unbindBranchType() { return ""; } public static String getXID() { return ""; } }
            """;
    private static final String OLD = """
            package shop;
            @io.seata.rm.tcc.api.LocalTCC
            public class Configuration {
                Object scanner() { return new io.seata.spring.annotation.GlobalTransactionScanner("shop", "group"); }
                String type() { return io.seata.core.context.RootContext.unbindBranchType() + io.seata.core.context.RootContext.getXID(); }
                static final String SQL = "replace into account values (?, ?)";
                static final String TEXT = "Call the customer (at once)";
                static final String CALL = "{ ? = call pay(?) }";
            }
            """;

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anApplicationThatNeedsNoChangeEndsWithZero() throws IOException {
        compile(home.resolve("target/classes"), FINE);
        write("src/main/resources/application.yml", """
                spring:
                  datasource:
                    url: jdbc:postgresql://db/shop
                seata:
                  enabled: true
                  tx-service-group: shops
                  service:
                    vgroup-mapping:
                      shops: default
                    grouplist:
                      default: tc:8091
                  data-source-proxy-mode: AT
                  client:
                    undo:
                      log-serialization: jackson
                """);
        write("src/main/resources/mapper/Accounts.xml", """
                <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
                <mapper namespace="shop.Accounts">
                  <sql id="table">account</sql>
                  <update id="change">
                    update <include refid="table"/>
                    <set><if test="note != null">note = #{note},</if></set>
                    <where><if test="id != null">and id = #{id}</if></where>
                  </update>
                  <delete id="drop">delete from account where id in
                    <foreach collection="ids" item="id" open="(" close=")" separator=",">#{id}</foreach></delete>
                </mapper>
                """);
        write("logs/shop.log", """
                10:00 DEBUG Executing prepared SQL statement [INSERT INTO account (id, balance) VALUES (?, ?)]
                10:00 DEBUG ==>  Preparing: select * from account
                """);

        assertThat(check(home.toString())).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains("The database is postgresql")
                .contains("works    Names of Seata's API that are used and are there.")
                .contains(
                        "at org.apache.seata.core.context.RootContext, org.apache.seata.spring.annotation.GlobalTransactional;")
                .contains("works    Properties of Seata's starter that are used.")
                .contains("and 1 more; see docs/spring.md#from-seatas-starter")
                .contains("Statements that are accepted by their text: 4;")
                .contains("0 refused, 0 to change");
    }

    @Test
    void whatIsRefusedAndWhatHasToBeChangedIsNamedWithItsPage() throws IOException {
        Path jar = home.resolve("shop.jar");
        Path classes = home.resolve("classes");
        compile(classes, OLD, SCANNER, ACTION, CONTEXT);
        try (JarOutputStream fat = new JarOutputStream(Files.newOutputStream(jar))) {
            put(
                    fat,
                    "BOOT-INF/classes/shop/Configuration.class",
                    Files.readAllBytes(classes.resolve("shop/Configuration.class")));
            put(fat, "BOOT-INF/lib/seata-all-1.4.2.jar", "");
            put(fat, "BOOT-INF/lib/spring-boot-2.7.17.jar", "");
            put(fat, "BOOT-INF/lib/dubbo-3.3.6.jar", "");
            put(fat, "BOOT-INF/classes/bootstrap.properties", """
                    spring.datasource.url=jdbc:postgresql://db/shop
                    other.datasource.jdbc-url=jdbc:oracle:thin:@db:1521:shop
                    seata.registry.type=nacos
                    seata.data-source-proxy-mode=XA
                    seata.service.grouplist.default=a:8091;b:8091
                    seata.service.disable-global-transaction=true
                    seata.client.undo.log-serialization=kryo
                    """);
            put(fat, "BOOT-INF/classes/file.conf", "service { default.grouplist = \"tc:8091\" }");
            put(fat, "BOOT-INF/classes/mapper/Accounts.xml", """
                    <mapper namespace="shop.Accounts">
                      <update id="empty">truncate table account</update>
                      <update id="odd">update account set <if test="a">balance = </if> where</update>
                    </mapper>
                    """);
            put(fat, "BOOT-INF/classes/shop.log", "INFO ==>  Preparing: call pay(?)\n");
            put(fat, "BOOT-INF/classes/broken/Broken.class", "no class");
        }

        assertThat(check(jar.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("change   The library seata-all is there: remove it")
                .contains("refused  Spring Boot is version 2.7.17")
                .contains("refused  Dubbo is called")
                .contains("refused  The database is oracle")
                .contains("change   The property seata.registry.type is nacos")
                .contains("refused  The property seata.data-source-proxy-mode is XA")
                .contains("names several addresses")
                .contains("set assent.enabled=false instead")
                .contains("Undo rows are written with kryo")
                .contains("change   file.conf is not read: set assent.coordinator=tc:8091")
                .contains("change   io.seata.spring.annotation.GlobalTransactionScanner is not there: remove the bean")
                .contains("refused  io.seata.rm.tcc.api.LocalTCC is not there")
                .contains("change   io.seata.core.context.RootContext.unbindBranchType is not there")
                .contains("refused  ASN-4356")
                .contains("refused  ASN-4368")
                .contains("refused  ASN-4366")
                .contains("at BOOT-INF/classes/mapper/Accounts.xml: empty; see docs/sql.md")
                .contains("at shop/Configuration.class; see docs/migration.md#the-names")
                .contains("A statement is put together when it runs")
                .contains("Expected 'BOOT-INF/classes/broken/Broken.class' to be read, but it is no class file")
                .contains("{ ? = call pay(?) }")
                .doesNotContain("the customer")
                .doesNotContain("RootContext.getXID is not there");
    }

    @Test
    void wrongUseEndsWithTwo() throws IOException {
        assertThat(check()).isEqualTo(2);
        assertThat(check(home.resolve("absent.jar").toString())).isEqualTo(2);
        write("odd.jar", "no archive");
        assertThat(check(home.resolve("odd.jar").toString())).isEqualTo(2);
        assertThat(check(home.toString())).isEqualTo(2);
        compile(home.resolve("classes"), FINE);
        assertThat(check(home.toString(), "--database", "oracle")).isEqualTo(2);
        assertThat(commandLine().execute()).isEqualTo(2);
        assertThat(check("--help")).isZero();

        assertThat(err.toString())
                .contains("DIR|JAR")
                .contains("is neither")
                .contains("Build the application first")
                .contains("Expected --database to be postgresql, mariadb, mysql or h2, but got 'oracle'")
                .contains("Expected a command: check");
    }

    @Test
    void withoutADatabaseInTheConfigurationItHasToBeNamed() throws IOException {
        compile(home.resolve("classes"), FINE);

        assertThat(check(home.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("say --database");
        assertThat(check(home.toString(), "--database", "mariadb")).isZero();
    }

    private int check(String... arguments) {
        return commandLine()
                .execute(Stream.concat(Stream.of("check"), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return Migrate.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void put(JarOutputStream jar, String name, String text) throws IOException {
        put(jar, name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    /** Each source has one public type, whose file it becomes. */
    private void compile(Path classes, String... sources) throws IOException {
        Files.createDirectories(classes);
        Path written = Files.createDirectories(home.resolve(".sources"));
        List<String> command = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        for (int i = 0; i < sources.length; i++) {
            String type = sources[i].replaceFirst("(?s).*public (?:class|@interface) (\\w+).*", "$1");
            Path file = Files.createDirectories(written.resolve(Integer.toString(i)))
                    .resolve(type + ".java");
            Files.writeString(file, sources[i]);
            command.add(file.toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), System.err, command.toArray(String[]::new));
        assertThat(failed).isZero();
    }
}
