package io.qsa.itests.house.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;

/** A reader that lets a peer choose the class, to show that the rule is checked. */
public final class TrustingReader {
    private TrustingReader() {}

    public static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
