package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Option;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

@ExtendWith(SparkFixture.class)
class LiveProgressTest {
  private final SparkSession spark;

  LiveProgressTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void picturesOfTasksThatStillRunCount() {
    try (LiveProgress live = new LiveProgress(spark.sparkContext(), Progress.NONE, 100)) {
      live.done().add(20L);

      live.onExecutorMetricsUpdate(heartbeat(live, 7, Map.of(ErrorCode.FETCH_TIMEOUT, 2L)));

      assertThat(live.pictures()).isEqualTo(27);
      assertThat(live.failed()).containsExactly(Map.entry(ErrorCode.FETCH_TIMEOUT, 2L));
    }
  }

  private static SparkListenerExecutorMetricsUpdate heartbeat(
      LiveProgress live, long pictures, Map<ErrorCode, Long> failures) {
    Seq<AccumulableInfo> counts =
        CollectionConverters.asScala(
                List.of(count(live.done().id(), pictures), count(live.failures().id(), failures)))
            .toSeq();
    Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task = new Tuple4<>(1L, 0, 0, counts);
    return new SparkListenerExecutorMetricsUpdate(
        "driver",
        CollectionConverters.asScala(List.of(task)).toSeq(),
        scala.collection.immutable.Map$.MODULE$.empty());
  }

  private static AccumulableInfo count(long id, Object value) {
    return new AccumulableInfo(
        id, Option.empty(), Option.apply(value), Option.empty(), false, false, Option.empty());
  }
}
