package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Exit;
import io.vitrine.spark.DescribePictures;
import io.vitrine.spark.DeviceFaults;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Staging;
import io.vitrine.table.Warehouse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a run that costs: legs describe pictures, chunks commit what they have done. */
final class EnrichWork {
  private static final Logger LOG = LoggerFactory.getLogger(EnrichWork.class);

  private final SparkSession spark;
  private final VitrineConf conf;
  private final Progress progress;
  private final FailureBudget budget;
  private final ChunkGate gate;

  /**
   * What came of it.
   *
   * @param failure why it ended before its end; null when nothing failed
   * @param isCommitted whether all that tasks had finished is in the tables
   * @param isStopped whether it was asked to end early
   */
  record Done(Chunks.Total total, Exception failure, boolean isCommitted, boolean isStopped) {
    static final Done NOTHING =
        new Done(new Chunks.Total(Figures.NONE, 0, 0), null, /* isCommitted= */ true, false);
  }

  /** Makes the describer of pictures, given where it counts. */
  @FunctionalInterface
  interface Describers {
    DescribePictures with(LiveProgress live);
  }

  EnrichWork(
      SparkSession spark,
      VitrineConf conf,
      Progress progress,
      FailureBudget budget,
      ChunkGate gate) {
    this.spark = spark;
    this.conf = conf;
    this.progress = progress;
    this.budget = budget;
    this.gate = gate;
  }

  /**
   * Does the work, as far as it can be done. Whatever fails, what was finished is committed if it
   * can be, and stays staged if it cannot.
   */
  Done run(
      StagedRun run,
      Warehouse warehouse,
      EnrichPlan plan,
      Describers describers,
      Consumer<Chunks.Total> note,
      ChunkCommits commits)
      throws Exception {
    Staging staging = warehouse.staging();
    Results results = Results.ofRun(warehouse, run.runId());
    staging.open(run);
    PieceWatch watch = new PieceWatch();
    spark.sparkContext().addSparkListener(watch);
    DeviceFaults devices = new DeviceFaults(conf.maxDeviceFaults());
    spark.sparkContext().addSparkListener(devices);
    AtomicReference<String> overBudget = new AtomicReference<>();
    try (StopSignal signal = StopSignal.listen();
        LiveProgress live =
            LiveProgress.start(spark.sparkContext(), progress, "describing", plan.pictures())) {
      Legs legs =
          new Legs(
              spark,
              new Legs.Shape(
                  run.runId(),
                  plan.pictures(),
                  conf.work().pieceSize(),
                  conf.commitInterval().toMillis() / 1000.0),
              staging,
              plan,
              describers.with(live),
              live::pictures,
              watch);
      try (Chunks chunks =
          new Chunks(
              run,
              staging,
              commits,
              watch,
              conf.commitInterval(),
              () ->
                  signal.isRequested()
                      || isOverBudget(live, overBudget)
                      || gate.isMissed()
                      || devices.tooMany().isPresent(),
              legs::stop,
              () -> look(results),
              note)) {
        Exception failure = null;
        try {
          legs.run();
        } catch (Exception e) {
          failure = e;
        }

        failure = devices.tooMany().<Exception>map(lost -> lost).orElse(failure);
        return finish(chunks, failure, signal, results);
      }
    } finally {
      spark.sparkContext().removeSparkListener(watch);
      spark.sparkContext().removeSparkListener(devices);
    }
  }

  /** On the thread that commits. */
  private void look(Results results) {
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", ChunkCommits.POOL);
    gate.afterChunk(results);
  }

  private Done finish(Chunks chunks, Exception failure, StopSignal signal, Results results) {
    progress.phase("committing");
    try {
      Chunks.Total total = chunks.finish();
      if (failure == null) {
        gate.atEnd(results);
      }

      return new Done(total, failure, /* isCommitted= */ true, signal.isRequested());
    } catch (Exception e) {
      // why the commit failed explains why the work was ended
      LOG.error("Cannot commit; the results stay staged", e);
      return new Done(chunks.total(), e, /* isCommitted= */ false, signal.isRequested());
    }
  }

  private boolean isOverBudget(LiveProgress live, AtomicReference<String> reason) {
    budget
        .exceededForSure(live.pictures(), live.failed())
        .ifPresent(
            text -> {
              if (reason.compareAndSet(null, text)) {
                LOG.warn("Ending early: {}", text);
              }
            });
    return reason.get() != null;
  }

  /** How a run that has done this work ends. */
  String status(Done done, long untried) {
    if (done.failure() != null) {
      return RunSummary.FAILED;
    }

    if (overBudget(done).isPresent()) {
      return RunSummary.BUDGET_EXCEEDED;
    }

    if (gate.isMissed()) {
      return RunSummary.GATE_MISSED;
    }

    return done.isStopped() && untried > 0 ? RunSummary.STOPPED : RunSummary.OK;
  }

  /** What is too much about the failures of this work, in words. */
  Optional<String> overBudget(Done done) {
    Figures figures = done.total().figures();
    Map<ErrorCode, Long> failures = new TreeMap<>();
    figures.errorCodes().forEach((code, count) -> failures.put(ErrorCode.valueOf(code), count));
    return budget.exceeded(figures.tried(), failures);
  }

  /** Whether a failure is a mistake of the user's that left nothing behind. */
  static boolean isMistake(Done done) {
    return done.failure() != null
        && done.total().chunks() == 0
        && Failures.known(done.failure()).map(e -> e.exit() == Exit.INVALID).orElse(false);
  }
}
