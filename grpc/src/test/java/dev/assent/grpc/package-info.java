@NullMarked
package dev.assent.grpc;

import org.jspecify.annotations.NullMarked;
