package dev.assent.chaos.service;

import com.sun.net.httpserver.HttpServer;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.services.Store;
import dev.assent.demo.services.Wiring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;

/** One service with its database, as a process. It ends when its standard input ends. */
public final class ServiceProcess {
    private static final int CONNECTIONS = 24;
    private static final String READY = "ready on ";

    private ServiceProcess() {}

    /** The arguments of {@link #main}. */
    public static List<String> arguments(ProcessRole role, Database database, String coordinator) {
        return List.of(
                role.name(), database.kind().name(), database.name(), database.url(), database.user(), coordinator);
    }

    /** Whether this line of its output says that it is ready. */
    public static boolean isReady(String line) {
        return line.startsWith(READY);
    }

    /** The port in the line that says that it is ready. */
    public static int port(String readyLine) {
        return Integer.parseInt(readyLine.substring(READY.length()));
    }

    public static void main(String[] args) throws IOException, SQLException {
        ProcessRole role = ProcessRole.valueOf(args[0]);
        Database database = new Database(DatabaseKind.valueOf(args[1]), args[2], args[3], args[4]);
        AssentClient client = AssentClient.connect(ShortTimeouts.of(ClientOptions.to(args[5], role + "-service")));
        Store store = Store.join(database, client, CONNECTIONS, AtOptions.DEFAULTS, Wiring.plain());
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        Services.of(role, store.data()).forEach(http::createContext);
        http.start();
        System.out.println(READY + http.getAddress().getPort());
        while (System.in.read() >= 0) { // until the parent process has ended
        }
        Runtime.getRuntime().halt(0);
    }
}
