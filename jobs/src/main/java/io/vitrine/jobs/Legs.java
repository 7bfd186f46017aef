package io.vitrine.jobs;

import io.vitrine.spark.DescribePictures;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.Staging;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Has the model describe the pictures of a plan, in legs: jobs of many pieces, of which two are
 * under way, so that the second one's pieces fill the cores that the first one's last pieces leave
 * idle. The first leg is small, and tells how fast the pictures go; the second one keeps the cores
 * busy while that is found out; the others last for some commits. Each piece leaves one file in the
 * staging area.
 */
final class Legs {
  /** So that no core is idle for long while another has much left. */
  private static final int PIECES_PER_CORE = 3;

  /** Pictures of the pieces of the first leg, one for each core. */
  private static final int SMALLEST_PIECE = 16;

  /** And of the second. */
  private static final int SECOND_PIECE = 64;

  /** Pictures for each core that are not worth more than one leg. */
  private static final int FEW = 96;

  /** By the rate so far, which is low at first: engines were loaded meanwhile. */
  private static final double PIECE_SECONDS = 40;

  private static final int COMMITS_PER_LEG = 4;
  private static final long MOST_PICTURES = 200_000;
  private static final int UNDER_WAY = 2;
  private static final String POOL = "vitrine-pictures";

  private final SparkSession spark;
  private final Shape shape;
  private final Staging staging;
  private final EnrichPlan plan;
  private final DescribePictures describe;
  private final LongSupplier done;
  private final PieceWatch watch;
  private volatile boolean stopping;
  private volatile int started;

  /**
   * What decides how the work is cut.
   *
   * @param runId names the run's folder in the staging area
   * @param pictures how many there are
   * @param pieceSize pictures of one piece at most, about
   * @param commitSeconds time between two commits
   */
  record Shape(String runId, long pictures, int pieceSize, double commitSeconds) {}

  /**
   * One job.
   *
   * @param from begin of its share of the plan, see {@link EnrichPlan#jobs}
   * @param to end of its share
   */
  private record Leg(int number, double from, double to, int pieces) {}

  Legs(
      SparkSession spark,
      Shape shape,
      Staging staging,
      EnrichPlan plan,
      DescribePictures describe,
      LongSupplier done,
      PieceWatch watch) {
    this.spark = spark;
    this.shape = shape;
    this.staging = staging;
    this.plan = plan;
    this.describe = describe;
    this.done = done;
    this.watch = watch;
  }

  /** Names a leg's job, for {@link PieceWatch}. */
  static String group(String runId, int leg) {
    return "vitrine " + runId + " " + leg;
  }

  /** Runs all legs; returns early after {@link #stop}. No task of them is left when it returns. */
  void run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(UNDER_WAY);
    CompletionService<Leg> legs = new ExecutorCompletionService<>(threads);
    long began = System.nanoTime();
    int underWay = 0;
    Leg last = null;
    try {
      while (true) {
        boolean more = !stopping && (last == null || last.to() < 1);
        if (more && underWay < UNDER_WAY && (last == null || mayFollow(last))) {
          Leg next = next(last, seconds(began));
          started = next.number();
          legs.submit(() -> describe(next));
          last = next;
          underWay++;
        } else if (underWay == 0) {
          return;
        } else {
          Future<Leg> ended = legs.poll(100, TimeUnit.MILLISECONDS);
          if (ended != null) {
            underWay--;
            await(ended);
          }
        }
      }
    } finally {
      stop();
      threads.shutdown();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** Ends the pieces that are not done. */
  void stop() {
    stopping = true;
    for (int leg = 1; leg <= started; leg++) {
      spark.sparkContext().cancelJobGroup(group(shape.runId(), leg));
    }
  }

  private boolean mayFollow(Leg last) {
    String first = group(shape.runId(), 1);
    return switch (last.number()) {
      case 1 -> watch.hasBegun(first);
      // the size of the third leg depends on the rate
      case 2 -> watch.hasAny(first);
      default -> true;
    };
  }

  private void await(Future<Leg> ended) throws Exception {
    try {
      ended.get();
    } catch (ExecutionException e) {
      // a job that was cancelled fails, too
      if (!stopping) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  private Leg next(Leg last, double seconds) {
    int cores = cores();
    int least = cores * PIECES_PER_CORE;
    if (last == null) {
      return shape.pictures() <= (long) cores * FEW
          ? leg(1, 0, shape.pictures(), shape.pieceSize(), least)
          : leg(1, 0, (long) cores * SMALLEST_PIECE, SMALLEST_PIECE, cores);
    }

    int number = last.number() + 1;
    if (number == 2) {
      return leg(number, last.to(), (long) cores * SECOND_PIECE, SECOND_PIECE, cores);
    }

    double rate = Math.max(0.01, done.getAsLong() / seconds);
    long wanted =
        (long) Math.max(cores * SECOND_PIECE, rate * shape.commitSeconds() * COMMITS_PER_LEG);
    int pieceSize = (int) Math.max(SMALLEST_PIECE, rate / cores * PIECE_SECONDS);
    return leg(number, last.to(), Math.min(MOST_PICTURES, wanted), pieceSize, least);
  }

  /**
   * A leg of about so many pictures; it takes a rest that is not worth a leg of its own.
   *
   * @param least pieces, unless there are fewer pictures
   */
  private Leg leg(int number, double from, long pictures, int pieceSize, int least) {
    double left = (1 - from) * shape.pictures();
    boolean all = pictures * 1.5 >= left;
    long mine = all ? (long) Math.ceil(left) : pictures;
    double to = all ? 1 : from + (double) pictures / shape.pictures();
    long size = Math.min(pieceSize, shape.pieceSize());
    return new Leg(number, from, to, pieces(mine, (mine + size - 1) / size, least));
  }

  /** As many for each core. */
  private int pieces(long pictures, long wanted, int least) {
    int cores = cores();
    long pieces = (Math.max(wanted, least) + cores - 1) / cores * cores;
    return (int) Math.min(Integer.MAX_VALUE, Math.min(pictures, pieces));
  }

  /** Those that are there and those of the executors that are asked for, whichever are more. */
  private int cores() {
    SparkConf conf = spark.sparkContext().getConf();
    int asked = conf.getInt("spark.executor.instances", 1) * conf.getInt("spark.executor.cores", 1);
    return Math.max(spark.sparkContext().defaultParallelism(), asked);
  }

  private Leg describe(Leg leg) {
    String group = group(shape.runId(), leg.number());
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", POOL);
    spark
        .sparkContext()
        .setJobGroup(group, "pictures, leg " + leg.number(), /* interruptOnCancel= */ true);
    SparkSession.setActiveSession(spark);
    if (stopping) {
      return leg;
    }

    plan.jobs(leg.from(), leg.to(), leg.pieces())
        .mapPartitions(describe, Encoders.row(PictureRows.RESULTS))
        .write()
        // each task puts its one file in its place itself: what is done stays, whatever becomes of
        // the others, and a task that Spark repeats writes the same file again
        .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
        .parquet(staging.leg(shape.runId(), leg.number()));
    return leg;
  }

  private static double seconds(long sinceNanos) {
    return Math.max(0.001, (System.nanoTime() - sinceNanos) / 1e9);
  }
}
