package io.vitrine.jobs;

import io.vitrine.notify.HookKind;
import io.vitrine.notify.Notice;
import io.vitrine.notify.Notifier;
import io.vitrine.notify.Webhook;
import io.vitrine.spark.VitrineConf;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Tells webhooks how a run ended; an ending that somebody must look at is an alarm. */
final class RunNotices implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Notifier notifier;
  private final String warehouse;

  private RunNotices(Notifier notifier, String warehouse) {
    this.notifier = notifier;
    this.warehouse = warehouse;
  }

  /**
   * The hooks that the settings name. Nothing is sent yet, and Spark need not run.
   *
   * @throws io.vitrine.error.VitrineException when a hook has no URL
   */
  static RunNotices of(VitrineConf conf, String warehouse) {
    List<Webhook> hooks =
        conf.notifyKinds().stream()
            .map(kind -> HookKind.valueOf(kind.toUpperCase(Locale.ROOT)))
            .map(
                kind ->
                    Webhook.of(
                        kind,
                        SparkHadoopUtil.get().newConfiguration(new SparkConf()),
                        System.getenv()))
            .toList();
    return new RunNotices(new Notifier(hooks, PATIENCE), warehouse);
  }

  /** The run came to its end, good or bad. */
  void ended(RunSummary run) {
    boolean budget = run.status().equals(RunSummary.BUDGET_EXCEEDED);
    boolean alarm = budget || run.status().equals(RunSummary.GATE_MISSED);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run_id", run.runId());
    facts.put("status", run.status());
    facts.put("input", run.counts().input());
    facts.put("ok", run.counts().ok());
    facts.put("failed", run.counts().failed());
    facts.put("untried", run.counts().untried());
    facts.put("warehouse", place());
    run.errorCodes().forEach(facts::put);
    notifier.send(
        new Notice(
            alarm ? Notice.ALARM : Notice.RUN_END,
            budget
                ? "too many pictures failed"
                : alarm ? "the results miss the quality gate" : "the run is over",
            facts));
  }

  /** The run broke off. */
  void failed(RuntimeException reason) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("status", RunSummary.FAILED);
    facts.put(
        "exit", Failures.known(reason).map(known -> known.exit().name()).orElse("unexpected"));
    facts.put("warehouse", place());
    facts.put("log", LogFile.name());
    notifier.send(new Notice(Notice.ALARM, "the run failed", facts));
  }

  /** Without a key that somebody may have put into the address. */
  private String place() {
    return warehouse.replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public void close() {
    notifier.close();
  }
}
