package shop;

/** Seata's saga engine, where the release's is played. */
interface Sagas {
    /** @return how the machine ended, and how its compensation, after the id of its run, which is its xid */
    String run(String machine, String item);
}
