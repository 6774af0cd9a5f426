package org.apache.seata.spring.annotation.datasource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Stands on a configuration class. The starters for Spring Boot proxy every data source without it, and read what it says. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EnableAutoDataSourceProxy {
    /** Without effect: the proxy has the class of the bean where that can be extended, else its interfaces. */
    boolean useJdkProxy() default false;

    /** Names of classes of data sources that are left alone. */
    String[] excludes() default {};

    /** Only {@code AT} is supported; anything else stops the start. */
    String dataSourceProxyMode() default "AT";
}
