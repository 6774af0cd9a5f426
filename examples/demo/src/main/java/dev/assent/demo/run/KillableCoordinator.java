package dev.assent.demo.run;

/** A coordinator that can be killed and started again. */
interface KillableCoordinator {
    /** Kills it by SIGKILL. Its process has ended when this returns. */
    void kill();

    /** Starts it again in the background and returns at once. */
    void restart();
}
