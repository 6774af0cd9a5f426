package dev.assent.chaos.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A short wait between two looks at the state of another process. */
final class Pause {
    private static final long MILLIS = 200;

    private Pause() {}

    static void shortly() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS);
        assert !never : "nothing counts it down";
    }
}
