/** The xid of the global transaction goes from service to service with gRPC calls. */
@NullMarked
package dev.assent.grpc;

import org.jspecify.annotations.NullMarked;
