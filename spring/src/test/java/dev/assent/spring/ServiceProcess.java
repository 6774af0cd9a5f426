package dev.assent.spring;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application in a process of its own, which answers each request with the xid it works for. */
final class ServiceProcess {
    /** Nothing listens there: xids that begin so are accepted, and the coordinator is not asked. */
    static final String COORDINATOR = "127.0.0.1:1";

    private ServiceProcess() {}

    /** @param arguments the kind of web application, and a port of the parent: hears on which port the service listens, and ends it */
    public static void main(String[] arguments) throws IOException {
        WebApplicationType type = WebApplicationType.valueOf(arguments[0]);
        try (ConfigurableApplicationContext context = start(type, Service.class);
                Socket parent = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]))) {
            String port = context.getEnvironment().getProperty("local.server.port");
            new DataOutputStream(parent.getOutputStream()).writeInt(Integer.parseInt(Objects.requireNonNull(port)));
            while (parent.getInputStream().read() >= 0) {
                // until the parent closes the connection, or ends
            }
        }
    }

    static ConfigurableApplicationContext start(WebApplicationType type, Class<?> application) {
        return Applications.start(
                type,
                application,
                "assent.coordinator=" + COORDINATOR,
                "assent.doctor=off",
                "spring.flyway.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {
        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    @RestController
    static class Controller {
        @GetMapping("/take")
        String take() {
            return XidContext.current().map(Xid::value).orElse("none");
        }
    }
}
