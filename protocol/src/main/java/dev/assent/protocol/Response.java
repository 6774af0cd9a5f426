package dev.assent.protocol;

/** An answer that says whether the request was carried out. */
public sealed interface Response extends Message
        permits GlobalBeginResponse,
                GlobalEndResponse,
                BranchEndResponse,
                BranchRegisterResponse,
                BranchReportResponse,
                GlobalLockQueryResponse {

    Result result();

    /**
     * The reason's number as it stands on the wire, 0 to 255; what it means depends on the sender's version.
     *
     * @see ExceptionCode#ofWire
     */
    int exceptionCode();
}
