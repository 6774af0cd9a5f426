package dev.assent.client;

/** Where a coordinator listens. */
record CoordinatorAddress(String host, int port) {
    /**
     * Reads {@code host:port}; an IPv6 host stands in brackets.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the text is not an address
     */
    static CoordinatorAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, Math.max(0, colon));
            if (!host.isBlank() && port > 0 && port < 65_536) {
                return new CoordinatorAddress(host, port);
            }
        } catch (NumberFormatException e) {
            throw ClientErrors.badOption("coordinator", "look like host:port", text);
        }
        throw ClientErrors.badOption("coordinator", "look like host:port", text);
    }

    /** Without the brackets around IPv6, as a socket wants it. */
    String dialHost() {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}
