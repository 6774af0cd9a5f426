package dev.assent.shop;

import dev.assent.demo.process.RunDirectory;

/** What is printed when the shop is open: what runs where, and what to try. */
final class Introduction {
    private final ShopProcesses processes;
    private final RunDirectory run;

    Introduction(ShopProcesses processes, RunDirectory run) {
        this.processes = processes;
        this.run = run;
    }

    String text() {
        StringBuilder text = new StringBuilder("\nThe shop is open.\n\n");
        ShopPorts ports = processes.ports();
        for (Part part : Part.values()) {
            text.append("  %-12s pid %-8d %s%n"
                    .formatted(
                            part,
                            processes.pid(part),
                            part == Part.COORDINATOR
                                    ? ports.coordinator() + ", its admin API on " + ports.adminApi()
                                    : ports.url(part)));
        }
        return text.append("""

                Buy something, and look at what has become of it:

                  curl -i %1$s/purchases -H 'Content-Type: application/json' -d '{"customer":"ann","item":"shoe","amount":2}'
                  curl %1$s/orders
                  curl %2$s/articles/shoe
                  curl %3$s/accounts/ann
                  ./assent tx list --server %4$s

                bob has too little money: his purchase is rolled back in all three databases.

                  curl -i %1$s/purchases -H 'Content-Type: application/json' -d '{"customer":"bob","item":"shoe","amount":2}'

                Now kill a process while others buy: kill -9 with a pid from above. More: examples/shop/README.md.
                Logs: %5$s
                Ctrl-C ends it.
                """.formatted(
                                ports.url(Part.ORDERS),
                                ports.url(Part.STOCK),
                                ports.url(Part.ACCOUNTS),
                                ports.adminApi(),
                                run.path()))
                .toString();
    }
}
