package dev.assent.spring;

/** Marks the proxy of a data source bean, so that no data source over it is proxied as well. */
public interface ProtectedDataSource {
    /** What stands between the bean's callers and the bean. */
    DataSourceGuard assentGuard();
}
