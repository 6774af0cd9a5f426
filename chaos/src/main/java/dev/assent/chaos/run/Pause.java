package dev.assent.chaos.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Between two looks at something that another process has to do. */
final class Pause {
    private static final long MILLIS = 200;

    private Pause() {}

    static void shortly() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS);
        assert !never : "nobody counts it down";
    }
}
