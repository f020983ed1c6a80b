package io.qsa.sip.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts that are addresses already, and so need no lookup. */
public final class NumericHost {
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+(%[\\w.]+)?]");

    private NumericHost() {}

    /** The address of an IPv4 address or an IPv6 address in brackets; empty for a name. */
    public static Optional<InetAddress> parse(String host) {
        if (!mayBeNumeric(host)
                || !IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Spares names, which are asked about with every request, the patterns. */
    private static boolean mayBeNumeric(String host) {
        char first = host.isEmpty() ? 'x' : host.charAt(0);
        return first == '[' || first >= '0' && first <= '9';
    }

    /** The address as it stands in a URI: an IPv6 address in brackets. */
    public static String format(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
