package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.JsonText;
import io.vitrine.spark.DescribePictures;
import io.vitrine.spark.ImageHashes;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Lease;
import io.vitrine.table.PlanCounts;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import io.vitrine.taxonomy.Taxonomy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/**
 * The main job: finds the pictures without a result that still holds, has the model describe them,
 * and puts the answers into the tables.
 *
 * <p>Results are staged as soon as a task is done, and committed in {@linkplain Chunks chunks}
 * while the next tasks run. Whenever the driver ends, the next one commits what was staged and goes
 * on from there.
 */
public final class Enrich {
  private final SparkSession spark;
  private final SparkSession commitSession;
  private final PlanSession planning;
  private final VitrineConf conf;
  private final Progress progress;
  private final ChunkGate gate;

  public Enrich(SparkSession spark, VitrineConf conf, Progress progress) {
    this(spark, conf, progress, ChunkGate.open());
  }

  /** A job that ends early when its results miss a gate. */
  Enrich(SparkSession spark, VitrineConf conf, Progress progress, ChunkGate gate) {
    this.spark = spark;
    this.commitSession = CommitSession.beside(spark);
    this.planning = PlanSession.beside(spark);
    this.conf = conf;
    this.progress = progress;
    this.gate = gate;
  }

  /**
   * Runs the job. Mistakes are found before an engine is loaded or anything is written.
   *
   * @throws VitrineException when something in the request, the settings or the input is wrong,
   *     another driver works on the warehouse, or the run failed
   */
  public RunSummary run(EnrichRequest request) {
    Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
    progress.phase("planning");
    request.summary().ifPresent(file -> OutputFile.requireWritable("summary", file));
    Broadcast<SerializableConfiguration> hadoop =
        spark
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class));
    Taxonomy taxonomy = Taxonomy.load(VitrineHome.conf());
    Warehouse known = Warehouse.open(commitSession, request.warehouse());
    Promotions promotions = new Promotions(commitSession, known);
    Ask ask = Ask.of(conf, promotions.names(), hadoop.value().value());
    PromptRecords prompts = new PromptRecords(commitSession, known);
    prompts.requireUnchanged(ask.prompts());
    promotions.requireUnchanged(ask.prompts());
    Warehouse warehouse = known.withAttributes(ask.furtherColumns());
    ProductImages products =
        ProductImages.open(
            planning.session(),
            hadoop,
            request.products(),
            request.images(),
            conf.fetch().allowed());
    Run run = new Run(RunId.next(started), started, request, ask, warehouse, products, hadoop);
    if (request.dryRun()) {
      return dryRun(run);
    }

    Lease.Terms terms = new Lease.Terms(conf.leaseTerm(), conf.leaseUnguarded());
    try (Lease lease = warehouse.lease(run.id(), request.runKey(), terms);
        ChunkCommits commits =
            new ChunkCommits(
                commitSession,
                warehouse,
                lease,
                taxonomy,
                () -> prompts.add(ask.prompts(), run.id()))) {
      return run(run, lease, commits);
    }
  }

  private record Run(
      String id,
      Instant started,
      EnrichRequest request,
      Ask ask,
      Warehouse warehouse,
      ProductImages products,
      Broadcast<SerializableConfiguration> hadoop) {}

  private RunSummary dryRun(Run run) {
    try (EnrichPlan plan = plan(run)) {
      Forecast forecast =
          Forecast.of(
              run.warehouse(),
              run.ask().model(),
              plan.pictures(),
              plan.counts().failedBefore(),
              Yardsticks.prices(VitrineHome.conf()));
      RunSummary summary =
          summary(run, plan.counts(), Figures.NONE, RunSummary.DRY_RUN).expecting(forecast);
      run.request().summary().ifPresent(summary::write);
      return summary;
    }
  }

  private RunSummary run(Run run, Lease lease, ChunkCommits commits) {
    RunRecords records = new RunRecords(commitSession, run.warehouse(), lease, run.id());
    try {
      run.warehouse().tables().forEach(WarehouseTable::upgrade);
      new Recovery(run.warehouse(), lease, commits, records).run();
    } catch (Exception e) {
      throw Failures.of(e, "What earlier runs have left cannot be committed");
    }

    try (EnrichPlan plan = plan(run)) {
      return work(run, plan, commits, records);
    }
  }

  private EnrichPlan plan(Run run) {
    try {
      Map<String, Dataset<Row>> tables =
          run.warehouse().views(planning.session()).read(EnrichPlan.READS);
      long attempts = EnrichPlan.attempts(tables);
      planning.expect(run.products().rows(), attempts);
      return EnrichPlan.make(
          run.products(),
          tables,
          attempts,
          run.ask(),
          run.request().retryFailed(),
          run.request().limit().orElse(Long.MAX_VALUE),
          new Likeness(
              run.warehouse(),
              tables,
              run.ask().model(),
              run.ask().repeatable(),
              new ImageHashes(
                  run.products().location(), run.hadoop(), conf.imageLimits().maxBytes())));
    } catch (VitrineException e) {
      throw e;
    } catch (Exception e) {
      throw Failures.known(e)
          .orElseGet(
              () ->
                  Errors.invalid(
                      "Cannot read the products at " + run.request().products(),
                      Failures.reason(e),
                      "Check that the table is whole and can be read",
                      e));
    }
  }

  private RunSummary work(Run run, EnrichPlan plan, ChunkCommits commits, RunRecords records) {
    StagedRun staged = staged(run, plan.counts());
    EnrichWork work =
        new EnrichWork(
            spark,
            conf,
            progress,
            new FailureBudget(conf.work().maxFailedFraction(), conf.maxFailedFractionByClass()),
            gate);
    EnrichWork.Done done = EnrichWork.Done.NOTHING;
    try {
      if (plan.pictures() > 0) {
        done =
            work.run(
                staged,
                run.warehouse(),
                plan,
                live -> describer(run, live),
                total -> records.note(staged, record(run, plan, total)),
                commits);
      } else {
        commits.prepareTables();
      }

      if (EnrichWork.isMistake(done)) {
        commits.close(run.id());
        throw done.failure();
      }

      if (done.total().figures().replaced() > 0 && done.isCommitted()) {
        commits.tidy();
      }
    } catch (Exception e) {
      throw failed(run, e);
    }

    Figures figures = done.total().figures();
    long untried = plan.counts().todo() - figures.tried();
    RunSummary summary =
        summary(run, plan.counts(), figures, work.status(done, untried))
            .because(work.overBudget(done).orElse(null));
    if (done.isCommitted()) {
      try {
        records.write(
            staged,
            new RunRecords.Record(
                summary, Instant.now(), done.total().chunks(), done.total().skippedWrites()));
        commits.close(run.id());
      } catch (Exception e) {
        // what the next run will record; the failure itself is what the user must hear of first
        throw failed(run, done.failure() == null ? e : done.failure());
      }
    }

    run.request().summary().ifPresent(summary::write);
    if (done.failure() != null) {
      throw failed(run, done.failure());
    }

    return summary;
  }

  private static VitrineException failed(Run run, Exception e) {
    return Failures.of(e, "The run " + run.id() + " failed");
  }

  private DescribePictures describer(Run run, LiveProgress live) {
    return new DescribePictures(
        conf,
        run.id(),
        run.ask().imageSize(),
        run.ask().prompts(),
        run.ask().claims(),
        run.products().location(),
        run.hadoop(),
        live.done(),
        live.failures());
  }

  private StagedRun staged(Run run, PlanCounts counts) {
    return new StagedRun(
        run.id(),
        run.request().runKey().orElse(null),
        run.ask().fingerprints().get(0),
        run.ask().model(),
        run.ask().prompts().get(0).name(),
        run.started().toString(),
        run.products().location().base(),
        args(run.request()),
        Version.text(),
        counts,
        run.request().principal().orElseGet(spark.sparkContext()::sparkUser));
  }

  private static RunSummary summary(Run run, PlanCounts counts, Figures figures, String status) {
    return new RunSummary(
        run.id(),
        status,
        RunSummary.Counts.of(counts, figures.outcome()),
        figures.errorCodes(),
        figures.imagesPerSecond(),
        figures.loads().size(),
        figures.executors().size(),
        /* reason= */ null,
        /* forecast= */ null);
  }

  /** How far a run is that is running. */
  private static RunRecords.Record record(Run run, EnrichPlan plan, Chunks.Total total) {
    return new RunRecords.Record(
        summary(run, plan.counts(), total.figures(), RunSummary.RUNNING),
        Instant.now(),
        total.chunks(),
        total.skippedWrites());
  }

  private String args(EnrichRequest request) {
    Map<String, Object> args = new TreeMap<>(conf.changed());
    args.put("products", request.products());
    args.put("warehouse", request.warehouse());
    request.images().ifPresent(images -> args.put("images", images));
    request.limit().ifPresent(limit -> args.put("limit", limit));
    args.put("retry_failed", request.retryFailed());
    return JsonText.line(Secrets.hidden(args));
  }
}
