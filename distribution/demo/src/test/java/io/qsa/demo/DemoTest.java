package io.qsa.demo;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

import static org.assertj.core.api.Assertions.assertThat;

/** F133: in a platform that was not started for it, the demo changes nothing. */
class DemoTest {
    @Test
    void doesNotPlayUnlessItsPlatformIsMarked() {
        Demo demo = new Demo(null, null, null, null, platform(null));

        assertThat(demo.isPlaying()).isFalse();
    }

    /** A platform with one property; it refuses everything else. */
    private static BundleContext platform(String play) {
        return (BundleContext) Proxy.newProxyInstance(
                DemoTest.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getProperty");
                    assertThat(arguments).containsExactly(Demo.PLAY);
                    return play;
                });
    }
}
