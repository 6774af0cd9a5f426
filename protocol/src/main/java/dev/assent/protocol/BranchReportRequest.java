package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A resource manager says how the branch's first phase went, or replaces its application data.
 *
 * <pre>xid S16, branchId i64, status i8, resourceId S16, applicationData S32, branchType i8</pre>
 *
 * @param branchType always AT from Seata's Java clients, whatever the branch is
 */
public record BranchReportRequest(
        @Nullable String xid,
        long branchId,
        BranchStatus status,
        @Nullable String resourceId,
        @Nullable String applicationData,
        BranchType branchType)
        implements Message {
    static final Codec<BranchReportRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, BranchReportRequest m) {
            Wire.writeText(out, m.xid);
            out.writeLong(m.branchId);
            out.writeByte(m.status.code());
            Wire.writeText(out, m.resourceId);
            Wire.writeLongText(out, m.applicationData);
            out.writeByte(m.branchType.code());
        }

        @Override
        public BranchReportRequest read(ByteBuf in) {
            return new BranchReportRequest(
                    Wire.readText(in),
                    Wire.readLong(in),
                    Wire.readBranchStatus(in),
                    Wire.readText(in),
                    Wire.readLongText(in),
                    Wire.readBranchType(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.BRANCH_REPORT_REQUEST;
    }
}
