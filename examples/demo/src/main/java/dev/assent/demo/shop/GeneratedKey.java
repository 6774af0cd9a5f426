package dev.assent.demo.shop;

/** Where MyBatis puts the number that the database gave a row. */
public final class GeneratedKey {
    private long id;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }
}
