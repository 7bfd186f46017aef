package io.vitrine.spark;

import io.vitrine.generate.PicturePipeline;
import io.vitrine.generate.PictureResult;
import io.vitrine.image.PictureDecoder;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.prompt.Prompt;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What a task does: rows as {@link PictureRows#JOBS} in, one row as {@link PictureRows#RESULTS} out
 * for each job, in the same order, good and bad alike.
 */
public final class DescribePictures implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DescribePictures.class);

  /** Key of the trace in a log line's context, as in {@code metrics}. */
  private static final String TRACE_ID = "trace_id";

  private final VitrineConf conf;
  private final String runId;
  private final int imageSize;
  private final List<PromptSpec> prompts;
  private final ForbiddenClaims claims;
  private final PictureLocation location;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final LongAccumulator done;
  private final FailureCounts failures;

  /**
   * @param prompts what {@code wanted.prompt} of the job rows points into
   * @param imageSize side of the square pictures the model takes, in pixels
   * @param claims what copy is held against
   * @param location where pictures are, and which of them may be fetched
   * @param done grows with every picture when its task is done
   * @param failures grows with every failed one
   */
  public DescribePictures(
      VitrineConf conf,
      String runId,
      int imageSize,
      List<Prompt> prompts,
      ForbiddenClaims claims,
      PictureLocation location,
      Broadcast<SerializableConfiguration> hadoop,
      LongAccumulator done,
      FailureCounts failures) {
    this.conf = conf;
    this.runId = runId;
    this.imageSize = imageSize;
    this.prompts = prompts.stream().map(PromptSpec::of).toList();
    this.claims = claims;
    this.location = location;
    this.hadoop = hadoop;
    this.done = done;
    this.failures = failures;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<Prompt> asked = prompts.stream().map(PromptSpec::prompt).toList();
    EngineHolder holder = EngineHolder.instance();
    PictureDecoder decoder = holder.decoder(conf.imageLimits(), imageSize);
    KnownRows jobs = new KnownRows(rows);
    PictureRows out = new PictureRows(asked, claims, EngineHolder.executorId(), runId, conf.work());
    PicturePipeline pipeline =
        new PicturePipeline(
            jobs,
            asked,
            new HadoopPictureSource(location, hadoop.value().value()),
            decoder::decode,
            () -> holder.acquire(conf, runId),
            jobs,
            settings(conf, conf.work().thumbnails()),
            (job, work) -> traced(out.traceId(job), work));
    TaskCompletionListener closing = context -> pipeline.close();
    TaskContext.get().addTaskCompletionListener(closing);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pipeline.hasNext();
      }

      @Override
      public Row next() {
        PictureResult result = pipeline.next();
        holder.metrics().count(result);
        done.add(1);
        if (result.failure() != null) {
          failures.add(result.failure().code());
          // named by its trace alone; texts and addresses stand in the table
          traced(
              out.traceId(result.job()),
              () -> LOG.info("A picture failed: {}", result.failure().code()));
        }

        return out.row(result);
      }
    };
  }

  /** Marks what is logged meanwhile, by this thread, with a picture's trace. */
  private static void traced(String traceId, Runnable work) {
    MDC.put(TRACE_ID, traceId);
    try {
      work.run();
    } finally {
      MDC.remove(TRACE_ID);
    }
  }

  static PicturePipeline.Settings settings(VitrineConf conf, boolean thumbnails) {
    return new PicturePipeline.Settings(
        conf.work().window(),
        conf.fetch().threads(),
        conf.fetch().timeout(),
        conf.work().engineTimeout(),
        conf.imageLimits().maxBytes(),
        conf.fetch().attempts(),
        conf.fetch().backoff(),
        thumbnails);
  }
}
