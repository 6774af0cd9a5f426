package dev.assent.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has the doctor look when the application starts, before its web server does: in the background, or as a condition of the start. */
final class DoctorAtStart implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Doctor.class);

    private final Doctor doctor;
    private final AssentProperties.AtStart mode;
    private final Runnable connectAll;
    private volatile @Nullable Thread looking;
    private volatile boolean running;

    /** @param connectAll what the doctor does in any case: it connects each data source once */
    DoctorAtStart(Doctor doctor, AssentProperties.AtStart mode, Runnable connectAll) {
        this.doctor = doctor;
        this.mode = mode;
        this.connectAll = connectAll;
    }

    @Override
    public void start() {
        running = true;
        switch (mode) {
            case LOG -> inBackground(this::report);
            case FAIL -> {
                List<Finding> problems = report();
                if (!problems.isEmpty()) {
                    throw SpringErrors.doctor(
                            problems.stream().map(Finding::sentence).toList());
                }
            }
            case OFF -> inBackground(connectAll);
        }
    }

    private void inBackground(Runnable task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.info("the look at the start of the application ended early: {}", e.toString());
                    }
                },
                "assent-doctor");
        thread.setDaemon(true);
        looking = thread;
        thread.start();
    }

    private List<Finding> report() {
        List<Finding> found = doctor.examine();
        List<Finding> problems = found.stream()
                .filter(one -> one.level() == Finding.Level.PROBLEM)
                .toList();
        for (Finding one : found) {
            switch (one.level()) {
                case FINE -> log.debug("{}", one.sentence());
                case NOTE -> log.info("{}", one.sentence());
                case PROBLEM -> log.warn("{}", one.sentence());
            }
        }
        if (problems.isEmpty()) {
            log.info("global transactions are set up: {} checks found no problem", found.size());
        }
        return problems;
    }

    /** What it asks ends by its own time-outs; an interrupt could close files of a database in this process. */
    @Override
    public void stop() {
        running = false;
        Thread thread = looking;
        looking = null;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the client has started, before anything that serves requests. */
    @Override
    public int getPhase() {
        return CoordinatorClient.PHASE + 1;
    }
}
