package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was carried out.
 *
 * <pre>success i8, only if 0: msg S16</pre>
 *
 * @param msg the reason as text; never sent with a success; cut to 32,767 bytes, at the end of a character
 */
public record Result(boolean success, @Nullable String msg) {
    public static final Result SUCCESS = new Result(true, null);

    public static Result failed(@Nullable String msg) {
        return new Result(false, msg);
    }

    void write(ByteBuf out) {
        Wire.writeFlag(out, success);
        if (!success) {
            Wire.writeCutText(out, msg);
        }
    }

    static Result read(ByteBuf in) {
        return Wire.readFlag(in) ? SUCCESS : new Result(false, Wire.readText(in));
    }
}
