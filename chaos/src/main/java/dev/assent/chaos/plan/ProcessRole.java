package dev.assent.chaos.plan;

import java.util.Locale;

/** The processes of a campaign, which are killed, stopped and started again. */
public enum ProcessRole {
    COORDINATOR,
    ORDERS,
    STOCK,
    ACCOUNT,
    SHOP_1,
    SHOP_2;

    /** Whether it is a service with a database. */
    public boolean isService() {
        return this == ORDERS || this == STOCK || this == ACCOUNT;
    }

    /** Whether it is a shop, which begins and ends transactions. */
    public boolean isShop() {
        return this == SHOP_1 || this == SHOP_2;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
