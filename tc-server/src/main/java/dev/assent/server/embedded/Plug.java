package dev.assent.server.embedded;

import dev.assent.protocol.Frame;

/** What the network hands frames for one client to, on the loop's thread. */
interface Plug {
    void arrived(Frame frame);

    /** Nothing more will come. */
    void cut();
}
