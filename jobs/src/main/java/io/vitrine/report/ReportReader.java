package io.vitrine.report;

import io.vitrine.stats.Agreement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Runs the report's queries. Spark aggregates; what is collected is bounded by each query. The
 * tables, and the labels as {@code gold}, must be in scope.
 */
final class ReportReader {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final StructType KEY =
      new StructType()
          .add("product_id", DataTypes.StringType)
          .add("image_uri", DataTypes.StringType);

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
    List<ReportData.Mistake> mistakes =
        gold ? rows(Query.MISTAKES).map(ReportReader::mistake).toList() : List.of();
    List<ReportData.Failure> failures = failures();
    List<ReportData.BeforeAfter> rewritten =
        rows(Query.BEFORE_AFTER).map(ReportReader::beforeAfter).toList();
    List<ReportData.Example> examples = rows(Query.EXAMPLES).map(ReportReader::example).toList();
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
        Matrix.of(gold ? rows(Query.CONFUSION_MATRIX).map(ReportReader::cell).toList() : List.of()),
        mistakes,
        latency.isNullAt(0) ? List.of() : latency.getList(0),
        latency.isNullAt(0) ? List.of() : stages(latency),
        rows(Query.LATENCY_HISTOGRAM).map(ReportReader::bar).toList(),
        rows(Query.RUNS).map(ReportReader::run).toList(),
        rows(Query.THROUGHPUT).map(ReportReader::seconds).toList(),
        failures,
        prompts(gold),
        share(one(Query.USABILITY), "usability"),
        rows(Query.RATINGS).map(ReportReader::rated).toList(),
        rows(Query.RATING_TAGS).map(ReportReader::tag).toList(),
        Agreement.alpha(rows(Query.AGREEMENT).flatMap(ReportReader::scores).toList()),
        rewritten,
        examples,
        thumbnails(
            Stream.of(
                    mistakes.stream().map(ReportData.Mistake::shown),
                    failures.stream().flatMap(failure -> failure.examples().stream()),
                    rewritten.stream().map(ReportData.BeforeAfter::shown),
                    examples.stream().map(ReportData.Example::shown))
                .flatMap(Function.identity())
                .distinct()
                .toList()),
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

  private static ReportData.Shown shown(Row row) {
    return new ReportData.Shown(text(row, "product_id"), text(row, "image_uri"));
  }

  private static Matrix.Cell cell(Row row) {
    return new Matrix.Cell(text(row, "labelled"), text(row, "answered"), whole(row, "products"));
  }

  private static ReportData.Mistake mistake(Row row) {
    return new ReportData.Mistake(shown(row), text(row, "labelled"), text(row, "answered"));
  }

  private static ReportData.Bar seconds(Row row) {
    double width = real(row, "width_s");
    return new ReportData.Bar(whole(row, "bar") * width, width, whole(row, "pictures"));
  }

  private List<ReportData.Failure> failures() {
    Map<String, List<ReportData.Shown>> examples =
        rows(Query.FAILURE_EXAMPLES)
            .collect(
                Collectors.groupingBy(
                    row -> text(row, "error_code"),
                    Collectors.mapping(ReportReader::shown, Collectors.toList())));
    return rows(Query.FAILURES)
        .map(
            row ->
                new ReportData.Failure(
                    text(row, "error_code"),
                    whole(row, "attempts"),
                    text(row, "newest_message"),
                    examples.getOrDefault(text(row, "error_code"), List.of())))
        .toList();
  }

  private static ReportData.Rated rated(Row row) {
    return new ReportData.Rated(
        text(row, "prompt"),
        text(row, "channel"),
        whole(row, "texts"),
        whole(row, "raters"),
        real(row, "mean"),
        new Share("usable", whole(row, "usable"), whole(row, "ratings")));
  }

  private static ReportData.Tag tag(Row row) {
    return new ReportData.Tag(text(row, "tag"), whole(row, "ratings"));
  }

  /** The scores of as many texts as were rated so. */
  private static Stream<List<Integer>> scores(Row row) {
    List<Integer> scores = row.getList(row.fieldIndex("scores"));
    return Stream.generate(() -> scores).limit(whole(row, "texts"));
  }

  private static ReportData.BeforeAfter beforeAfter(Row row) {
    return new ReportData.BeforeAfter(
        shown(row),
        text(row, "prompt_before") + " · " + text(row, "model_before"),
        text(row, "text_before"),
        text(row, "prompt_after") + " · " + text(row, "model_after"),
        text(row, "text_after"));
  }

  /** Base64 of the small copies of these pictures. */
  private Map<ReportData.Shown, String> thumbnails(List<ReportData.Shown> wanted) {
    List<Row> keys =
        wanted.stream().map(shown -> RowFactory.create(shown.product(), shown.uri())).toList();
    Dataset<Row> known =
        spark
            .table("v_thumbnails")
            .join(
                functions.broadcast(spark.createDataFrame(keys, KEY)),
                KEY.fieldNames(),
                "left_semi");
    Map<ReportData.Shown, String> thumbnails = new HashMap<>();
    for (Row row : known.collectAsList()) {
      byte[] jpeg = row.getAs("jpeg");
      thumbnails.put(shown(row), Base64.getEncoder().encodeToString(jpeg));
    }

    return thumbnails;
  }

  private List<ReportData.PromptVersion> prompts(boolean gold) {
    Map<List<String>, Row> accuracy =
        gold
            ? rows(Query.PROMPT_ACCURACY)
                .collect(Collectors.toMap(ReportReader::version, Function.identity()))
            : Map.of();
    return rows(Query.PROMPTS)
        .map(row -> prompt(row, Optional.ofNullable(accuracy.get(version(row)))))
        .toList();
  }

  private static List<String> version(Row row) {
    return List.of(text(row, "prompt"), text(row, "model"));
  }

  private static ReportData.PromptVersion prompt(Row row, Optional<Row> accuracy) {
    return new ReportData.PromptVersion(
        text(row, "prompt"),
        text(row, "model"),
        whole(row, "pictures"),
        real(row, "p50_ms"),
        real(row, "tokens"),
        real(row, "features"),
        real(row, "copy_length"),
        accuracy.flatMap(right -> share(right, "category")),
        accuracy.flatMap(right -> share(right, "attribute")));
  }

  private static ReportData.Example example(Row row) {
    return new ReportData.Example(
        shown(row),
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
