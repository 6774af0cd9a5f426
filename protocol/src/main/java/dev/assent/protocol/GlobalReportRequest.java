package dev.assent.protocol;

import dev.assent.model.GlobalStatus;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The report of a saga's engine about the end of its transaction.
 *
 * <pre>xid S16, extraData S16, globalStatus i8, -1 if null</pre>
 */
public record GlobalReportRequest(
        @Nullable String xid,
        @Nullable String extraData,
        @Nullable GlobalStatus globalStatus) implements Message {
    static final Codec<GlobalReportRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, GlobalReportRequest m) {
            Wire.writeText(out, m.xid);
            Wire.writeText(out, m.extraData);
            out.writeByte(m.globalStatus == null ? -1 : m.globalStatus.code());
        }

        @Override
        public GlobalReportRequest read(ByteBuf in) {
            return new GlobalReportRequest(Wire.readText(in), Wire.readText(in), Wire.readOptionalGlobalStatus(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_REPORT_REQUEST;
    }
}
