package dev.assent.chaos.plan;

import java.util.Locale;

/** Each a process that the campaign starts, hurts and starts again. */
public enum ProcessRole {
    COORDINATOR,
    ORDERS,
    STOCK,
    ACCOUNT,
    SHOP_1,
    SHOP_2;

    /** Takes part with a database. */
    public boolean isService() {
        return this == ORDERS || this == STOCK || this == ACCOUNT;
    }

    /** Opens transactions and ends them. */
    public boolean isShop() {
        return this == SHOP_1 || this == SHOP_2;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
