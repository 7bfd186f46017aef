package io.vitrine.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lease.
 *
 * @param runId the run
 * @param runKey its logical name, or null
 * @param host for people
 * @param machine tells this boot of this machine, and its process ids, from all others; empty where
 *     the system does not say
 * @param pid the driver's process
 * @param processStarted when that process began, in milliseconds, so that a process id that is used
 *     again is not mistaken for it
 * @param since when the lease was taken
 */
record LeaseOwner(
    @JsonProperty("run_id") String runId,
    @JsonProperty("run_key") String runKey,
    @JsonProperty("host") String host,
    @JsonProperty("machine") String machine,
    @JsonProperty("pid") long pid,
    @JsonProperty("process_started") long processStarted,
    @JsonProperty("since") String since) {

  /** This process. */
  static LeaseOwner here(String runId, Optional<String> runKey, Instant since) {
    ProcessHandle process = ProcessHandle.current();
    return new LeaseOwner(
        runId,
        runKey.orElse(null),
        hostName(),
        machineName(),
        process.pid(),
        started(process),
        since.toString());
  }

  /** Whether it is sure that the owner is gone: its process was here and is no more. */
  boolean isKnownDead() {
    if (machine.isEmpty() || !machine.equals(machineName())) {
      return false;
    }

    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> started(process) != processStarted)
        .orElse(true);
  }

  /** Who and since when, for a message. */
  String text() {
    String key = runKey == null ? "" : " with the key '" + runKey + "'";
    return String.format(
        "run %s%s holds it since %s: process %d on %s", runId, key, since, pid, host);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }

  /** The boot, and the namespace of process ids: containers of one host see different processes. */
  private static String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
