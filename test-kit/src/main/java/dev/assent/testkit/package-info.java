/** For the tests of applications: a coordinator in the test's process, a clock that the test moves, and faults by name. */
@NullMarked
package dev.assent.testkit;

import org.jspecify.annotations.NullMarked;
