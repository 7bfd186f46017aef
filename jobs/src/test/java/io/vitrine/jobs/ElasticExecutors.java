package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubHoldingEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.ExecutorAllocationClient;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.worker.Worker$;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Enriches a folder on executors that Spark asks for and lets go as it likes. One of them never
 * ends its first task, so that the task is run on another one, too; and the one that was faster is
 * decommissioned.
 */
final class ElasticExecutors {
  static final int PICTURES = 120;

  private static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());

  private ElasticExecutors() {}

  /** Arguments: pictures, model, file for what happened. */
  public static void main(String[] args) throws Exception {
    Path dir = Path.of("").toAbsolutePath();
    SparkConf conf =
        ChildSpark.conf(cluster(dir))
            .set("spark.dynamicAllocation.enabled", "true")
            .set("spark.dynamicAllocation.shuffleTracking.enabled", "true")
            .set("spark.dynamicAllocation.initialExecutors", "2")
            .set("spark.dynamicAllocation.executorIdleTimeout", "2s")
            .set("spark.decommission.enabled", "true")
            .set("spark.speculation", "true")
            .set("spark.speculation.quantile", "0.5");
    try (SparkSession spark =
        SparkSession.builder().config(SessionDefaults.complete(conf)).getOrCreate()) {
      Path model = Path.of(args[1]);
      Backfill undisturbed =
          new Backfill(spark, args[0], dir.resolve("undisturbed").toString(), model);
      undisturbed.run();

      Decommission decommission = new Decommission(spark);
      spark.sparkContext().addSparkListener(decommission);
      Backfill backfill =
          new Backfill(spark, args[0], dir.resolve("warehouse").toString(), model)
              .set(VitrineConf.ENGINE_FACTORY_KEY, StubHoldingEngineFactory.class.getName());
      backfill.run();
      assertThat(decommission.removed.await(1, TimeUnit.MINUTES)).isTrue();

      backfill.assertWhole(
          TestPictures.products(PICTURES), undisturbed.results(), undisturbed.failures());
      Files.write(Path.of(args[2]), EVENTS);
    }
  }

  /** Two hosts with a core each: Spark runs a task's copy on another host only. */
  private static String cluster(Path dir) {
    SparkConf conf = new SparkConf();
    RpcEnv master = (RpcEnv) Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String url = "spark://" + master.address().hostPort();
    for (int i = 2; i <= 3; i++) {
      Worker$.MODULE$.startRpcEnvAndEndpoint(
          "127.0.0." + i,
          /* port= */ 0,
          /* webUiPort= */ 0,
          /* cores= */ 1,
          /* memory= */ 1024,
          new String[] {url},
          dir.resolve("worker-" + i).toString(),
          Option.apply(i),
          conf,
          Option.empty());
    }

    return url;
  }

  /** Decommissions the executor whose copy of a task was first, while others are to be run. */
  private static final class Decommission extends SparkListener {
    private final ExecutorAllocationClient executors;
    private final AtomicBoolean began = new AtomicBoolean();
    private final CountDownLatch removed = new CountDownLatch(1);

    Decommission(SparkSession spark) {
      this.executors = (ExecutorAllocationClient) spark.sparkContext().schedulerBackend();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      if (task.taskInfo().speculative()
          && task.taskInfo().successful()
          && began.compareAndSet(false, true)) {
        EVENTS.add("a speculative task was first");
        executors.decommissionExecutor(
            task.taskInfo().executorId(),
            new ExecutorDecommissionInfo("as the test wants", Option.empty()),
            /* adjustTargetNumExecutors= */ false,
            /* triggeredByExecutor= */ false);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
      if (began.get() && executor.reason().contains("decommission")) {
        EVENTS.add("an executor was decommissioned");
        removed.countDown();
      }
    }
  }
}
