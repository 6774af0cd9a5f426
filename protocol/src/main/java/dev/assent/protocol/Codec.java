package dev.assent.protocol;

import io.netty.buffer.ByteBuf;

/** How the fields of one kind of message look on the wire. {@code read} consumes what {@code write} produced. */
interface Codec<M> {
    void write(ByteBuf out, M message);

    M read(ByteBuf in);
}
