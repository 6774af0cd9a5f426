package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The table of all messages. 120 is missing, because a heartbeat is a frame without body. */
@SuppressWarnings("ImmutableEnumChecker") // a codec has no state
public enum MessageType {
    GLOBAL_BEGIN_REQUEST(1, GlobalBeginRequest.class, GlobalBeginRequest.CODEC),
    GLOBAL_BEGIN_RESPONSE(2, GlobalBeginResponse.class, GlobalBeginResponse.CODEC),
    BRANCH_COMMIT_REQUEST(3, BranchCommitRequest.class, BranchCommitRequest.CODEC),
    BRANCH_COMMIT_RESPONSE(4, BranchCommitResponse.class, BranchCommitResponse.CODEC),
    BRANCH_ROLLBACK_REQUEST(5, BranchRollbackRequest.class, BranchRollbackRequest.CODEC),
    BRANCH_ROLLBACK_RESPONSE(6, BranchRollbackResponse.class, BranchRollbackResponse.CODEC),
    GLOBAL_COMMIT_REQUEST(7, GlobalCommitRequest.class, GlobalCommitRequest.CODEC),
    GLOBAL_COMMIT_RESPONSE(8, GlobalCommitResponse.class, GlobalCommitResponse.CODEC),
    GLOBAL_ROLLBACK_REQUEST(9, GlobalRollbackRequest.class, GlobalRollbackRequest.CODEC),
    GLOBAL_ROLLBACK_RESPONSE(10, GlobalRollbackResponse.class, GlobalRollbackResponse.CODEC),
    BRANCH_REGISTER_REQUEST(11, BranchRegisterRequest.class, BranchRegisterRequest.CODEC),
    BRANCH_REGISTER_RESPONSE(12, BranchRegisterResponse.class, BranchRegisterResponse.CODEC),
    BRANCH_REPORT_REQUEST(13, BranchReportRequest.class, BranchReportRequest.CODEC),
    BRANCH_REPORT_RESPONSE(14, BranchReportResponse.class, BranchReportResponse.CODEC),
    GLOBAL_STATUS_REQUEST(15, GlobalStatusRequest.class, GlobalStatusRequest.CODEC),
    GLOBAL_STATUS_RESPONSE(16, GlobalStatusResponse.class, GlobalStatusResponse.CODEC),
    GLOBAL_REPORT_REQUEST(17, GlobalReportRequest.class, GlobalReportRequest.CODEC),
    GLOBAL_REPORT_RESPONSE(18, GlobalReportResponse.class, GlobalReportResponse.CODEC),
    GLOBAL_LOCK_QUERY_REQUEST(21, GlobalLockQueryRequest.class, GlobalLockQueryRequest.CODEC),
    GLOBAL_LOCK_QUERY_RESPONSE(22, GlobalLockQueryResponse.class, GlobalLockQueryResponse.CODEC),
    MERGED_WARP_MESSAGE(59, MergedWarpMessage.class, MergedWarpMessage.CODEC),
    MERGE_RESULT_MESSAGE(60, MergeResultMessage.class, MergeResultMessage.CODEC),
    REGISTER_TM_REQUEST(101, RegisterTMRequest.class, RegisterTMRequest.CODEC),
    REGISTER_TM_RESPONSE(102, RegisterTMResponse.class, RegisterTMResponse.CODEC),
    REGISTER_RM_REQUEST(103, RegisterRMRequest.class, RegisterRMRequest.CODEC),
    REGISTER_RM_RESPONSE(104, RegisterRMResponse.class, RegisterRMResponse.CODEC),
    UNDO_LOG_DELETE_REQUEST(111, UndoLogDeleteRequest.class, UndoLogDeleteRequest.CODEC),
    BATCH_RESULT_MESSAGE(121, BatchResultMessage.class, BatchResultMessage.CODEC);

    private static final @Nullable MessageType[] BY_CODE = new @Nullable MessageType[122];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final Class<? extends Message> messageClass;
    private final Codec<Message> codec;

    @SuppressWarnings("unchecked") // each row pairs a class with its own codec
    <M extends Message> MessageType(int code, Class<M> messageClass, Codec<M> codec) {
        this.code = code;
        this.messageClass = messageClass;
        this.codec = (Codec<Message>) codec;
    }

    /** The number at the beginning of the body. */
    public int code() {
        return code;
    }

    public Class<? extends Message> messageClass() {
        return messageClass;
    }

    static void write(ByteBuf out, Message message) {
        MessageType type = message.type();
        out.writeShort(type.code);
        type.codec.write(out, message);
    }

    static Message read(ByteBuf in) {
        return readType(in).readFields(in);
    }

    static MessageType readType(ByteBuf in) {
        int code = Wire.readShort(in) & 0xffff;
        MessageType type = code < BY_CODE.length ? BY_CODE[code] : null;
        if (type == null) {
            throw ProtocolErrors.unknownMessageType(code);
        }
        return type;
    }

    Message readFields(ByteBuf in) {
        return codec.read(in);
    }
}
