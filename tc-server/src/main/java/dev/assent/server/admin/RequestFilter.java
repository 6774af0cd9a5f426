package dev.assent.server.admin;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.assent.server.errors.OperatorErrors;
import io.netty.util.NetUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what a web page makes a browser send. A page whose name was bound anew to this address (DNS rebinding) still
 * sends its own name as {@code Host}; a form cannot say {@code application/json}, and a script that does must ask first,
 * which is never granted.
 */
final class RequestFilter {
    private final String name;

    /** @param name of this machine, besides {@code localhost} and every IP address */
    RequestFilter(String name) {
        this.name = name.toLowerCase(Locale.ROOT);
    }

    /** @throws Refused if an operator cannot have sent the request */
    void check(RequestHeaders headers) {
        String authority = headers.authority();
        String host = host(authority);
        if (!host.equals("localhost") && !host.equals(name) && !isAddress(host)) {
            throw new Refused(HttpStatus.FORBIDDEN, OperatorErrors.strangeHost(authority));
        }
        if (headers.method() == HttpMethod.POST) {
            MediaType type = headers.contentType();
            if (type == null || !type.is(MediaType.JSON)) {
                throw new Refused(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        OperatorErrors.notJson(type == null ? "none" : type.toString()));
            }
        }
    }

    /** Without its port, if it has one; empty if there is no authority. */
    private static String host(@Nullable String authority) {
        String text = authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        int colon = text.lastIndexOf(':');
        return colon > text.lastIndexOf(']') ? text.substring(0, colon) : text;
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host)
                || (host.startsWith("[")
                        && host.endsWith("]")
                        && NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1)));
    }
}
