package dev.assent.simulation.matrix;

/** What breaks. */
enum Victim {
    /** And with it what its disk was not forced to keep. */
    COORDINATOR_LOSES_POWER {
        @Override
        void inject(SmallWorld world, long away) {
            world.coordinator().staysAwayFor(away);
            world.coordinator().powerLoss();
        }
    },
    COORDINATOR_IS_KILLED {
        @Override
        void inject(SmallWorld world, long away) {
            world.coordinator().staysAwayFor(away);
            world.coordinator().kill();
        }
    },
    CALLER {
        @Override
        void inject(SmallWorld world, long away) {
            world.caller().crash(away);
        }
    },
    SERVICE {
        @Override
        void inject(SmallWorld world, long away) {
            world.service().crash(away);
        }
    },
    FIRST_DATABASE {
        @Override
        void inject(SmallWorld world, long away) {
            world.crashDatabase(0, away);
        }
    },
    SECOND_DATABASE {
        @Override
        void inject(SmallWorld world, long away) {
            world.crashDatabase(1, away);
        }
    },
    LINK_OF_THE_CALLER {
        @Override
        void inject(SmallWorld world, long away) {
            world.cut(world.caller(), away);
        }
    },
    LINK_OF_THE_SERVICE {
        @Override
        void inject(SmallWorld world, long away) {
            world.cut(world.service(), away);
        }
    },
    LINK_TO_THE_FIRST_DATABASE {
        @Override
        void inject(SmallWorld world, long away) {
            world.dropConnections(0);
        }
    };

    boolean isCoordinator() {
        return this == COORDINATOR_LOSES_POWER || this == COORDINATOR_IS_KILLED;
    }

    /** @param away nanoseconds until it is back */
    abstract void inject(SmallWorld world, long away);
}
