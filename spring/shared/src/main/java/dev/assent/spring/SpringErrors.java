package dev.assent.spring;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import java.lang.reflect.Method;
import java.util.List;

/** The error sentences of this module. */
final class SpringErrors {
    private static final int LONGEST = 100;

    private SpringErrors() {}

    static NotAllowed noCoordinator() {
        return new NotAllowed(
                "ASN-4801",
                "Expected the property assent.coordinator to say where the coordinator listens, but it is not set."
                        + " Set assent.coordinator=host:port, or assent.coordinator=embedded for one inside this process,"
                        + " or assent.enabled=false.");
    }

    static NotAllowed badCoordinator(String value) {
        return new NotAllowed(
                "ASN-4802",
                ("Expected the property assent.coordinator to be host:port or 'embedded', but it is '%s'."
                                + " The port of a coordinator is 8091 unless it was started with another one.")
                        .formatted(value));
    }

    static NotAllowed embeddedMissing() {
        return new NotAllowed(
                "ASN-4803",
                "Expected the coordinator inside this process to be on the class path, but dev.assent:assent-embedded is not there."
                        + " Add it as a dependency, or set assent.coordinator=host:port.");
    }

    static NotAllowed testKitMissing() {
        return new NotAllowed(
                "ASN-4809",
                "Expected the coordinator of the test kit to be on the class path, but dev.assent:assent-test-kit is not there."
                        + " Add it as a dependency of the tests, or set assent.coordinator=host:port.");
    }

    /** @param suspending whether it is a suspend function of Kotlin, whose return type says nothing */
    static NotAllowed asynchronous(Method method, boolean suspending) {
        return new NotAllowed(
                "ASN-4804",
                ("Expected %s.%s to have done its work when it returns, but it returns a %s that ends later."
                                + " Put @GlobalTransactional on a method that waits for the result.")
                        .formatted(
                                method.getDeclaringClass().getSimpleName(),
                                method.getName(),
                                suspending
                                        ? "suspend function's result"
                                        : method.getReturnType().getSimpleName()));
    }

    static NotAllowed foreignXid(String header, String accepted) {
        return new NotAllowed(
                "ASN-4805",
                ("Expected the xid of the request to begin with the address of a configured coordinator (%s), but it is '%s'."
                                + " If that coordinator is yours, add its address to assent.propagation.coordinators;"
                                + " set assent.propagation.accept=none where the header is to be ignored.")
                        .formatted(accepted, header.length() <= LONGEST ? header : header.substring(0, LONGEST) + "…"));
    }

    static NotAllowed unsupportedDatabase(String bean, String why) {
        return new NotAllowed(
                "ASN-4806",
                ("Expected data source '%s' to take part in a global transaction, but it cannot: %s"
                                + " Use it outside of global transactions, or name it in assent.data-source.exclude if its changes need not be undone.")
                        .formatted(bean, why));
    }

    /** @param problems sentences of the doctor */
    static NotAllowed doctor(List<String> problems) {
        return new NotAllowed(
                "ASN-4807",
                "Expected global transactions to be set up, but the doctor found problems (assent.doctor=fail). %s"
                        .formatted(String.join(" ", problems)));
    }

    /** @param place where the mode is set */
    static NotAllowed onlyAt(String place, String mode) {
        return new NotAllowed(
                "ASN-4808",
                ("Expected data sources to be proxied in mode AT, but %s asks for '%s'."
                                + " Remove it to work in mode AT, or leave Seata's client in this application; see docs/migration.md.")
                        .formatted(place, mode));
    }

    static TryAgain stopped() {
        return new TryAgain(
                "ASN-1801",
                "Expected the client of the coordinator to be running, but the application context has stopped it.");
    }
}
