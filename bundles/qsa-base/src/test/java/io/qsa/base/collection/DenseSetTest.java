package io.qsa.base.collection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DenseSetTest {
    /** Something that is found by its name. */
    private record Named(String name, int hash) {}

    private static Named find(DenseSet<Named> set, Named wanted) {
        return set.find(wanted.hash(), each -> each.name().equals(wanted.name()))
                .orElse(null);
    }

    /** With few different hashes there are long rows without a gap, which removals have to keep together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 1_000_000})
    void itHoldsWhatAMapHolds(int hashes) {
        DenseSet<Named> set = new DenseSet<>(Named::hash);
        Map<String, Named> map = new HashMap<>();
        Random random = new Random(hashes);
        for (int i = 0; i < 60_000; i++) {
            String name = "n" + random.nextInt(6000);
            Named known = map.get(name);
            if (known == null) {
                Named added = new Named(name, name.hashCode() % hashes * 31);
                map.put(name, added);
                set.add(added);
            } else if (random.nextInt(3) > 0) {
                map.remove(name);
                assertThat(set.remove(known)).isTrue();
                assertThat(set.remove(known)).isFalse();
                assertThat(find(set, known)).isNull();
            } else {
                assertThat(find(set, known)).isSameAs(known);
            }
        }

        assertThat(set.size()).isEqualTo(map.size());
        assertThat(set.stream().collect(Collectors.toSet())).isEqualTo(new HashSet<>(map.values()));
        assertThat(map.values()).allMatch(each -> find(set, each) == each);
    }

    @Test
    void manyThreadsAddAndRemoveAtOnce() {
        DenseSet<Named> set = new DenseSet<>(Named::hash);
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> addAndRemove(set, thread)))
                .toList();
        threads.forEach(CompletableFuture::join);

        assertThat(set.size()).isEqualTo(4 * 500);
        assertThat(set.stream()).hasSize(4 * 500).allMatch(each -> each.name().endsWith("1"));
    }

    private static void addAndRemove(DenseSet<Named> set, int thread) {
        for (int i = 0; i < 10_000; i++) {
            String name = thread + "-" + i + (i % 20 == 0 ? "1" : "0");
            Named named = new Named(name, name.hashCode());
            set.add(named);
            if (i % 20 != 0) {
                set.remove(named);
            }
        }
    }

    @Test
    void itIsEmptyAgain() {
        DenseSet<Named> set = new DenseSet<>(Named::hash);
        Named one = new Named("one", 1);
        assertThat(set.isEmpty()).isTrue();
        set.add(one);
        assertThat(set.isEmpty()).isFalse();
        set.remove(one);
        assertThat(set.isEmpty()).isTrue();
    }
}
