package dev.assent.demo.run;

/** The coordinator, as far as pulling the plug goes. */
interface Plug {
    /** SIGKILL; it is dead when this returns. */
    void pull();

    /** Has it started again, in the background. */
    void putBack();
}
