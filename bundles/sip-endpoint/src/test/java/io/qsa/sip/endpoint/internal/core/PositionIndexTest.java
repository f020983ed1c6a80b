package io.qsa.sip.endpoint.internal.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PositionIndexTest {
    private final PositionIndex index = new PositionIndex();

    private long find(int hash, long position) {
        return index.find(hash, each -> each == position);
    }

    /** With few different hashes there are long rows without a gap, which removals have to keep together. */
    @ParameterizedTest
    @ValueSource(ints = {3, 500, 1_000_000})
    void itHoldsWhatAMapHolds(int hashes) {
        Random random = new Random(hashes);
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long position = random.nextInt(3000);
            Integer hash = map.remove(position);
            if (hash != null) {
                assertThat(find(hash, position)).isEqualTo(position);
                index.remove(hash, position);
                assertThat(find(hash, position)).isEqualTo(PositionIndex.NONE);
            } else {
                map.put(position, random.nextInt(hashes));
                index.add(map.get(position), position);
            }
        }

        assertThat(index.size()).isEqualTo(map.size());
        map.forEach((position, hash) -> assertThat(find(hash, position)).isEqualTo(position));
    }

    @Test
    void positionsMayBeginAgainAfterTheLastOne() {
        long last = (1L << 31) - 1;
        index.add(0, last);
        index.add(0, last + 1);

        assertThat(find(0, last)).isEqualTo(last);
        assertThat(find(0, 0)).isZero();
        index.remove(0, last);
        index.remove(0, last + 1);
        assertThat(index.size()).isZero();
    }

    @Test
    void whenAllAreGoneItBeginsAnew() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5000; i++) {
                index.add(i * 31, i);
            }
            for (int i = 0; i < 5000; i++) {
                assertThat(find(i * 31, i)).isEqualTo(i);
                index.remove(i * 31, i);
            }
            assertThat(index.size()).isZero();
            assertThat(find(31, 1)).isEqualTo(PositionIndex.NONE);
        }
    }
}
