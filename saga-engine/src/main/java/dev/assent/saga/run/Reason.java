package dev.assent.saga.run;

/** Why an engine refuses an operation or ends an instance, with the number that Seata's engine has for it. */
public enum Reason {
    EXCEPTION_CAUGHT("0318"),
    METHOD_NOT_PUBLIC("0404"),
    METHOD_INVOKE_ERROR("0405"),
    COMPENSATION_STATE_NOT_FOUND("0406"),
    NOT_EXCEPTION_CLASS("0409"),
    NO_SUCH_METHOD("0410"),
    OBJECT_NOT_EXISTS("0411"),
    PARAMETER_REQUIRED("0412"),
    VARIABLES_ASSIGN_ERROR("0413"),
    NO_MATCHED_STATUS("0414"),
    ASYNCHRONOUS_START_DISABLED("0415"),
    OPERATION_DENIED("0416"),
    INVALID_PARAMETER("0418"),
    TRANSACTION_MANAGER_ERROR("0419"),
    INSTANCE_NOT_EXISTS("0420"),
    EXECUTION_TIMEOUT("0421"),
    NO_CHOICE_MATCHED("0422"),
    UNKNOWN("10000");

    private final String seataCode;

    Reason(String seataCode) {
        this.seataCode = seataCode;
    }

    /** The number of the same error in Seata's engine. */
    public String seataCode() {
        return seataCode;
    }
}
