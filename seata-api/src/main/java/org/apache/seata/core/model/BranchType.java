package org.apache.seata.core.model;

import dev.assent.seata.SeataErrors;
import java.util.Arrays;

/** The kinds of branches that Seata knows. The order is that of the wire. */
public enum BranchType {
    AT,
    TCC,
    SAGA,
    XA,
    SAGA_ANNOTATION;

    /** @throws IllegalArgumentException if no kind has this number */
    public static BranchType get(byte number) {
        return get((int) number);
    }

    /** @throws IllegalArgumentException if no kind has this number */
    public static BranchType get(int number) {
        BranchType[] all = values();
        if (number < 0 || number >= all.length) {
            throw new IllegalArgumentException(SeataErrors.noSuch("a kind of branch", number, all.length - 1));
        }
        return all[number];
    }

    /**
     * @param name in any case
     * @throws IllegalArgumentException if no kind has this name
     */
    public static BranchType get(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(SeataErrors.noBranchType(name)));
    }
}
