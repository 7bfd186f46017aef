package io.vitrine.report;

import io.vitrine.stats.Agreement;
import io.vitrine.stats.Estimate;
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
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Runs the report's queries. Spark aggregates; what is collected is bounded by each query. */
final class ReportReader {
  private static final StructType KEY =
      new StructType()
          .add("product_id", DataTypes.StringType)
          .add("image_uri", DataTypes.StringType);

  private final Function<String, Dataset<Row>> sql;
  private final ReportRequest request;

  /**
   * @param sql answers queries over the warehouse's tables and views
   */
  ReportReader(Function<String, Dataset<Row>> sql, ReportRequest request) {
    this.sql = sql;
    this.request = request;
  }

  ReportData read() {
    Row pictures = one(Query.PICTURES);
    List<ReportData.Mistake> mistakes = rows(Query.MISTAKES).map(ReportReader::mistake).toList();
    List<ReportData.Failure> failures = failures();
    List<ReportData.BeforeAfter> rewritten =
        rows(Query.BEFORE_AFTER).map(ReportReader::beforeAfter).toList();
    List<ReportData.Example> examples = rows(Query.EXAMPLES).map(ReportReader::example).toList();
    return new ReportData(
        request.warehouse(),
        request.generatedAt(),
        request.version(),
        request.measures(),
        rows(Query.EVALUATION).findFirst().map(row -> evaluated(row, pictures)),
        new ReportData.Totals(
            whole(pictures, "pictures"),
            whole(pictures, "products"),
            whole(pictures, "categories")),
        rows(Query.CATEGORIES).map(ReportReader::category).toList(),
        rows(Query.CONFUSIONS).map(ReportReader::confusion).toList(),
        Matrix.of(rows(Query.CONFUSION_MATRIX).map(ReportReader::cell).toList()),
        mistakes,
        stages(one(Query.STAGES)),
        rows(Query.LATENCY_HISTOGRAM).map(ReportReader::bar).toList(),
        rows(Query.RUNS).map(ReportReader::run).toList(),
        rows(Query.THROUGHPUT).map(ReportReader::seconds).toList(),
        failures,
        rows(Query.VERSIONS).map(ReportReader::version).toList(),
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
        request.assumed(),
        cost(rows(Query.MACHINE_TIME).toList()));
  }

  private Stream<Row> rows(Query query) {
    return sql.apply(query.sql()).collectAsList().stream();
  }

  private Row one(Query query) {
    return sql.apply(query.sql()).head();
  }

  private static ReportData.Evaluated evaluated(Row row, Row pictures) {
    return new ReportData.Evaluated(
        text(row, "run_id"), text(row, "evaluated"), whole(pictures, "since_evaluation"));
  }

  private Optional<Cost> cost(List<Row> runs) {
    double seconds = runs.stream().mapToDouble(row -> real(row, "machine_seconds")).sum();
    long ok = runs.stream().mapToLong(row -> whole(row, "ok")).sum();
    return ok == 0 ? Optional.empty() : Optional.of(new Cost(request.assumed(), seconds / ok));
  }

  private static ReportData.Category category(Row row) {
    return new ReportData.Category(
        measured(row, "recall").map(recall -> recall.named(text(row, "category"))).orElseThrow(),
        measured(row, "precision"),
        measured(row, "f1"));
  }

  private static ReportData.Confusion confusion(Row row) {
    return new ReportData.Confusion(
        text(row, "field"), text(row, "label"), text(row, "answer"), whole(row, "products"));
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
    return new Matrix.Cell(text(row, "label"), text(row, "answer"), whole(row, "products"));
  }

  private static ReportData.Mistake mistake(Row row) {
    return new ReportData.Mistake(shown(row), text(row, "label"), text(row, "answer"));
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
        Share.of("usable", whole(row, "usable"), whole(row, "ratings")));
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
    Dataset<Row> all = sql.apply("SELECT product_id, image_uri, jpeg FROM v_thumbnails");
    Dataset<Row> known =
        all.join(
            functions.broadcast(all.sparkSession().createDataFrame(keys, KEY)),
            KEY.fieldNames(),
            "left_semi");
    Map<ReportData.Shown, String> thumbnails = new HashMap<>();
    for (Row row : known.collectAsList()) {
      byte[] jpeg = row.getAs("jpeg");
      thumbnails.put(shown(row), Base64.getEncoder().encodeToString(jpeg));
    }

    return thumbnails;
  }

  private static ReportData.Version version(Row row) {
    return new ReportData.Version(
        text(row, "prompt"),
        text(row, "model"),
        whole(row, "pictures"),
        real(row, "p50_ms"),
        real(row, "tokens"),
        measured(row, "category_recall"),
        measured(row, "attribute_accuracy"));
  }

  private static Optional<Share> measured(Row row, String name) {
    return Optional.ofNullable(row.<Row>getAs(name))
        .map(
            m ->
                new Share(
                    name,
                    new Estimate(
                        real(m, "value"), real(m, "low"), real(m, "high"), whole(m, "n"))));
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
