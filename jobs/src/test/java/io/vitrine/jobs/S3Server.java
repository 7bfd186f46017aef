package io.vitrine.jobs;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real S3 server over a folder: S3Proxy, in a process of its own on a loopback port. Its
 * libraries are other versions than Spark's, so it cannot live in this JVM.
 */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "vitrine";
  private static final String IDENTITY = "vitrine-access";
  private static final String SECRET = "vitrine-secret";
  private static final Path CLASS_PATH = Path.of("target/s3proxy-class-path.txt");

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server with one empty bucket and waits until it answers. */
  static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Files.createDirectories(folder.resolve("data").resolve(BUCKET));
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, IDENTITY, SECRET, folder.resolve("data").toAbsolutePath()));
    Path logging =
        Files.writeString(
            folder.resolve("logback.xml"), "<configuration><root level=\"off\"/></configuration>");
    File log = folder.resolve("s3proxy.log").toFile();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=" + logging,
                    "-cp",
                    Files.readString(CLASS_PATH).strip(),
                    "org.gaul.s3proxy.Main",
                    "--properties",
                    settings.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    S3Server server = new S3Server(process, port);
    try {
      server.awaitAnswer(log);
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** What s3a must be told to reach the server. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint",
        "http://127.0.0.1:" + port,
        "fs.s3a.endpoint.region",
        "us-east-1",
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.access.key",
        IDENTITY,
        "fs.s3a.secret.key",
        SECRET);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswer(File log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        // it is not listening yet; wait for the process's end at most this long
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new IOException("S3Proxy does not answer: " + Files.readString(log.toPath()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
