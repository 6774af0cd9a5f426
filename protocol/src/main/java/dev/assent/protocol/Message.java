package dev.assent.protocol;

/**
 * A message of Seata's protocol, under its name there. Heartbeats are not messages but frames without a body.
 *
 * <p>Texts are null where the wire says nothing. The wire knows no difference between null and empty text: empty text
 * that is sent arrives as null.
 */
public sealed interface Message
        permits GlobalBeginRequest,
                GlobalEndRequest,
                GlobalReportRequest,
                LockingRequest,
                BranchReportRequest,
                BranchEndRequest,
                UndoLogDeleteRequest,
                RegisterRequest,
                RegisterResponse,
                Response,
                MergedWarpMessage,
                MergeResultMessage,
                BatchResultMessage {

    /** The message's row in the table of messages. */
    MessageType type();
}
