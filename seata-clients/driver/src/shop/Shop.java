package shop;

import io.seata.spring.annotation.GlobalTransactionScanner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application on a real Seata client, played by a test. A line of its input is {@code session verb argument…}, set
 * apart by tabs; each gets one line as its answer: {@code @session ok|error text}. A session is a thread, so several can
 * be in the middle of something.
 */
public final class Shop {
    private final PrintStream out;
    private final Business business;
    private final Map<String, Session> sessions = new HashMap<>();

    private Shop(PrintStream out, Business business) {
        this.out = out;
        this.business = business;
    }

    /** Arguments: application id, transaction service group. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // what libraries print must not mix with answers
        AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
        spring.registerBean(
                GlobalTransactionScanner.class, () -> new GlobalTransactionScanner(arguments[0], arguments[1]));
        DataSource reserved = Databases.pool("reservations");
        LateTransactions transactions = new LateTransactions(reserved);
        spring.registerBean(Action.class, () -> new Reservations(reserved));
        bean(spring, "fence", reserved, transactions);
        bean(spring, "steps", reserved);
        bean(spring, "sagas", spring, reserved, arguments[0], arguments[1]);
        spring.refresh();
        Business business = new Business(
                new Databases(), transactions, spring.getBean(Action.class), spring.getBeanProvider(Sagas.class));
        Shop shop = new Shop(out, business);
        shop.say("@shop\tok\tready");
        shop.play();
        System.exit(0);
    }

    /** The release has it if a system property of that name names its class. */
    private static void bean(GenericApplicationContext spring, String name, Object... arguments) {
        String className = System.getProperty(name, "");
        if (!className.isEmpty()) {
            BeanDefinitionBuilder bean = BeanDefinitionBuilder.rootBeanDefinition(className);
            for (Object argument : arguments) {
                bean.addConstructorArgValue(argument);
            }
            spring.registerBeanDefinition(name, bean.getBeanDefinition());
        }
    }

    /** Ends with its input, and so with whoever plays it. */
    private void play() throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = Arrays.asList(line.split("\t", -1));
            sessions.computeIfAbsent(words.get(0), this::open).add(words.subList(1, words.size()));
        }
    }

    private Session open(String name) {
        Session session = new Session(business, answer -> say("@" + name + '\t' + answer));
        Thread thread = new Thread(session, name);
        thread.setDaemon(true);
        thread.start();
        return session;
    }

    private synchronized void say(String line) {
        out.print("\n" + line.replace('\n', ' ') + "\n"); // at the start of a line, whatever else was being printed
        out.flush();
    }
}
