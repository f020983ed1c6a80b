package io.qsa.itests.benchmark.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.itests.benchmark.report.Cpu;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.SipClient;

import static org.awaitility.Awaitility.await;

/** A Kamailio of its own, as presence server or as subscriber. Confined to the benchmark. */
public final class KamailioSubject implements Subject {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 15;
    private static final Pattern USED = Pattern.compile("real_used: (\\d+)");

    private final Path directory;
    private final int port;
    private final int rpcPort = FreePort.next();
    private final DatagramSocket rpc;
    private final Process process;
    private long calls;

    private KamailioSubject(Path directory, int port, String variant) throws IOException {
        this.port = port;
        this.directory = directory.toAbsolutePath();
        Files.createDirectories(directory);
        copy("kamailio.sh");
        copy("kamailio.cfg");
        rpc = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        process = new ProcessBuilder("sh", "kamailio.sh", this.directory.toString(), "" + port, "" + rpcPort, variant)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kamailio.log").toFile())
                .start();
        awaitAnswer();
    }

    /** A presence server. */
    public static KamailioSubject presenceServer(Path directory, int port) {
        return start(directory, port, "");
    }

    /** A subscriber. */
    public static KamailioSubject subscriber(Path directory, int port) {
        return start(directory, port, "WITH_PUA");
    }

    private static KamailioSubject start(Path directory, int port, String variant) {
        try {
            return new KamailioSubject(directory, port, variant);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start kamailio", e);
        }
    }

    private void copy(String resource) throws IOException {
        try (InputStream in = KamailioSubject.class.getResourceAsStream(resource)) {
            Files.write(directory.resolve(resource), in.readAllBytes());
        }
    }

    private void awaitAnswer() {
        try (SipClient client = new SipClient(port)) {
            await("kamailio answers, see " + directory).atMost(START_TIMEOUT).until(client::hearsFromServer);
        }
    }

    /** Lets it subscribe; returns before it has. */
    public void subscribe(String record, String watcher) {
        String call =
                """
                {"jsonrpc":"2.0","method":"pua.subscribe","params":["%s","%s","presence",3600],"id":%d}"""
                        .formatted(record, watcher, ++calls);
        byte[] bytes = call.getBytes(StandardCharsets.US_ASCII);
        try {
            rpc.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), rpcPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Cpu cpu() {
        return Cpu.of(ProcessCpu.of(process.toHandle()));
    }

    /** Its shared memory, where it keeps subscriptions. */
    @Override
    public long bytesInUse() {
        try {
            Process query = new ProcessBuilder("kamcmd", "-s", "unix:" + directory + "/ctl", "core.shmmem")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(query.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = USED.matcher(answer);
            if (!matcher.find()) {
                throw new IllegalStateException("kamailio does not tell its memory: " + answer);
            }
            return Long.parseLong(matcher.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rpc.close();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
