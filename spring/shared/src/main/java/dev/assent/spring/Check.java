package dev.assent.spring;

import java.util.stream.Stream;

/** One part of the doctor's examination. A bean of this type is asked each time; it may connect and block. */
@FunctionalInterface
public interface Check {
    Stream<Finding> look();
}
