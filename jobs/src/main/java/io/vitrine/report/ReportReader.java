package io.vitrine.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the report's queries. Spark aggregates; what is collected is bounded by each query. The
 * tables, and the labels as {@code gold}, must be in scope.
 */
final class ReportReader {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final SparkSession spark;
  private final ReportRequest request;

  ReportReader(SparkSession spark, ReportRequest request) {
    this.spark = spark;
    this.request = request;
  }

  ReportData read() {
    Row totals = one(Query.TOTALS);
    Row pictures = one(Query.PICTURES);
    long ok = whole(totals, "ok");
    Row latency = one(Query.LATENCY);
    boolean gold = request.gold().isPresent();
    Optional<Row> accuracy = gold ? Optional.of(one(Query.ACCURACY)) : Optional.empty();
    return new ReportData(
        request.warehouse(),
        MINUTE.format(Instant.now()),
        request.version(),
        request.gold(),
        new ReportData.Totals(
            whole(pictures, "pictures"),
            whole(pictures, "products"),
            whole(pictures, "categories"),
            whole(totals, "runs"),
            ok,
            whole(totals, "failed")),
        accuracy.flatMap(row -> share(row, "category")),
        accuracy.flatMap(row -> share(row, "attribute")),
        gold ? rows(Query.CATEGORIES).map(ReportReader::category).toList() : List.of(),
        gold ? rows(Query.CONFUSIONS).map(ReportReader::confusion).toList() : List.of(),
        latency.isNullAt(0) ? List.of() : latency.getList(0),
        latency.isNullAt(0) ? List.of() : stages(latency),
        rows(Query.LATENCY_HISTOGRAM).map(ReportReader::bar).toList(),
        rows(Query.RUNS).map(ReportReader::run).toList(),
        rows(Query.FAILURES).map(ReportReader::failure).toList(),
        rows(Query.PROMPTS).map(ReportReader::prompt).toList(),
        rows(Query.EXAMPLES).map(ReportReader::example).toList(),
        ok == 0
            ? Optional.empty()
            : Optional.of(new Cost(request.assumed(), real(totals, "machine_seconds") / ok)));
  }

  private Stream<Row> rows(Query query) {
    return spark.sql(query.sql()).collectAsList().stream();
  }

  private Row one(Query query) {
    return spark.sql(query.sql()).head();
  }

  private static Optional<Share> share(Row row, String name) {
    long all = whole(row, name + "_labelled");
    return all == 0
        ? Optional.empty()
        : Optional.of(new Share(name, whole(row, name + "_right"), all));
  }

  private static Share category(Row row) {
    return new Share(text(row, "category"), whole(row, "right"), whole(row, "labelled"));
  }

  private static ReportData.Confusion confusion(Row row) {
    return new ReportData.Confusion(
        text(row, "field"), text(row, "labelled"), text(row, "answered"), whole(row, "products"));
  }

  private static List<ReportData.StageTime> stages(Row row) {
    return List.of(
        new ReportData.StageTime("读取", "fetch", real(row, "fetch_ms")),
        new ReportData.StageTime("解码", "decode", real(row, "decode_ms")),
        new ReportData.StageTime("看图", "vision and prefill", real(row, "prefill_ms")),
        new ReportData.StageTime("生成", "generate", real(row, "generate_ms")),
        new ReportData.StageTime("校验", "check", real(row, "parse_ms")));
  }

  private static ReportData.Bar bar(Row row) {
    double width = real(row, "width_ms");
    return new ReportData.Bar((whole(row, "bar") - 1) * width, width, whole(row, "pictures"));
  }

  private static ReportData.Run run(Row row) {
    return new ReportData.Run(
        text(row, "started"),
        text(row, "model"),
        text(row, "prompt"),
        whole(row, "ok"),
        whole(row, "failed"),
        real(row, "images_per_second"),
        (int) whole(row, "executors"),
        (int) whole(row, "engine_loads"));
  }

  private static ReportData.Failure failure(Row row) {
    return new ReportData.Failure(
        text(row, "error_code"),
        whole(row, "attempts"),
        text(row, "first_product"),
        text(row, "first_message"));
  }

  private static ReportData.PromptVersion prompt(Row row) {
    return new ReportData.PromptVersion(
        text(row, "prompt"),
        text(row, "model"),
        whole(row, "pictures"),
        real(row, "p50_ms"),
        real(row, "tokens"),
        real(row, "features"),
        real(row, "copy_length"));
  }

  private static ReportData.Example example(Row row) {
    return new ReportData.Example(
        text(row, "product_id"),
        text(row, "category"),
        text(row, "color"),
        text(row, "material"),
        text(row, "key_features"),
        text(row, "text"));
  }

  private static String text(Row row, String name) {
    String text = row.getAs(name);
    return text == null ? "—" : text;
  }

  private static long whole(Row row, String name) {
    Number number = row.getAs(name);
    return number == null ? 0 : number.longValue();
  }

  private static double real(Row row, String name) {
    Number number = row.getAs(name);
    return number == null ? 0 : number.doubleValue();
  }
}
