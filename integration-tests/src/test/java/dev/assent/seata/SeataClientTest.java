package dev.assent.seata;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** One release of Seata's client, unchanged, against our coordinator. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class SeataClientTest implements AtContract, XaContract, TccContract, MixedContract, RestartContract {
    private final Scene scene;

    SeataClientTest(DatabaseServers servers, SeataVersion version)
            throws SQLException, IOException, InterruptedException {
        this.scene = new Scene(servers, version);
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @AfterEach
    void nothingIsLeft() {
        scene.awaitRest();
    }

    @AfterAll
    void close() {
        scene.close();
    }
}
