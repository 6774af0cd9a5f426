package dev.assent.shop;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;

/** Every sentence of the shop's launcher. */
final class ShopErrors {
    private ShopErrors() {}

    static AssentException notBuilt(String service, String seen) {
        return new NotAllowed(
                "ASN-4705",
                "Expected the class path of the service %s, but %s. './assent shop' builds what is missing."
                        .formatted(service, seen));
    }
}
