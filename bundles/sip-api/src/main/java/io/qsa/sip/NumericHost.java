package io.qsa.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts that are IP addresses, and so need no look-up. */
public final class NumericHost {
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+(%[\\w.]+)?]");

    private NumericHost() {}

    /** The address of an IPv4 address or an IPv6 address in brackets; empty for a name. */
    public static Optional<InetAddress> parse(String host) {
        byte[] numbers = new byte[4];
        try {
            if (isIpv4(host, numbers)) {
                return Optional.of(InetAddress.getByAddress(numbers));
            }
            return host.startsWith("[") && IPV6.matcher(host).matches()
                    ? Optional.of(InetAddress.getByName(host))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Reads four numbers of one to three digits. Not a regular expression, because it runs for each request. */
    private static boolean isIpv4(String host, byte[] numbers) {
        int start = 0;
        for (int i = 0; i < numbers.length; i++) {
            int end = i == numbers.length - 1 ? host.length() : host.indexOf('.', start);
            int number = end < 0 ? -1 : number(host, start, end);
            if (number < 0) {
                return false;
            }
            numbers[i] = (byte) number;
            start = end + 1;
        }
        return true;
    }

    /** A number up to 255; -1 for all other text, and for three digits that begin with 0, which look octal. */
    private static int number(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || length == 3 && text.charAt(start) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number > 255 ? -1 : number;
    }

    /** The address as it stands in a URI: an IPv6 address in brackets. */
    public static String format(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
