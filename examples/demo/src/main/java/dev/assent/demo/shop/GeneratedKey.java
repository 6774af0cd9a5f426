package dev.assent.demo.shop;

/** Receives the key that the database generated for a row, from MyBatis. */
public final class GeneratedKey {
    private long id;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }
}
