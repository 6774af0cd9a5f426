/** Assent in a Spring application: beans, properties, proxies and headers. Touches only what Spring 6.2 and 7.0 share. */
@NullMarked
package dev.assent.spring;

import org.jspecify.annotations.NullMarked;
