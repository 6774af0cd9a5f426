package dev.assent.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test method of a class a coordinator of its own, on a clock that only the test moves. Test methods, and methods that
 * run before and after each test, may have parameters of type {@link AssentKit}, {@link TestClock}, {@link
 * TestCoordinator}, {@link TestNetwork}, {@link TestService}, {@code GlobalTransactions} and {@code AssentClient}; the last three are of the
 * service that {@link OfService} names, else of one named {@code application}.
 *
 * <p>A test in which a fault that it has asked for never happened fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(AssentExtension.class)
public @interface AssentTest {}
