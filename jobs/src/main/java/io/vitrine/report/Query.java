package io.vitrine.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report's queries. The page prints each, and every figure links to the one behind it. */
public enum Query {
  /** Metrics that need labels, as the newest evaluation found them. */
  QUALITY(
      """
      SELECT metric, value, low, high, n, run_id, at
      FROM quality WHERE slice = 'all' AND run_id = (SELECT max_by(run_id, at) FROM quality)"""),
  /** What {@code mapped_share} is counted from. */
  SPELLINGS(
      """
      SELECT field, text, count(*) AS answers
      FROM (
        SELECT stack(3, 'category', coalesce(spelled['category'], category),
          'color', coalesce(spelled['color'], color),
          'material', coalesce(spelled['material'], material)) AS (field, text)
        FROM v_attributes)
      GROUP BY field, text"""),
  /** What {@code copy_usability} is counted from: ratings of the texts that stand there now. */
  USABILITY(
      """
      SELECT channel, count_if(score >= 4) AS usable, count(*) AS ratings
      FROM ratings LEFT SEMI JOIN v_copy USING (product_id, image_uri, channel, fingerprint)
      GROUP BY channel ORDER BY channel"""),
  /** Percentiles of the attempts that gave the results that stand there now. */
  LATENCY(latency(List.of(0.5, 0.95, 0.99))),
  /** What {@code cost_per_1000} is counted from, and the report's cost of machines. */
  MACHINE_TIME(
      """
      SELECT (unix_micros(ended_at) - unix_micros(started_at)) / 1e6 * greatest(executors, 1)
        AS machine_seconds, ok
      FROM runs WHERE command = 'enrich' AND ok > 0
      ORDER BY started_at, run_id"""),
  EVALUATION(
      """
      SELECT max_by(run_id, at) AS run_id, date_format(max(at), 'yyyy-MM-dd HH:mm') AS evaluated
      FROM quality HAVING max(at) IS NOT NULL"""),
  PICTURES(
      """
      SELECT count(*) AS pictures, count(DISTINCT product_id) AS products,
        count(DISTINCT category) AS categories,
        count_if(enriched_at > (SELECT max(at) FROM quality)) AS since_evaluation
      FROM v_attributes"""),
  CATEGORIES(
      """
      SELECT substring(slice, length('category=') + 1) AS category,
        max(struct(value, low, high, n)) FILTER (WHERE metric = 'category_recall') AS recall,
        max(struct(value, low, high, n)) FILTER (WHERE metric = 'category_precision') AS precision,
        max(struct(value, low, high, n)) FILTER (WHERE metric = 'category_f1') AS f1
      FROM quality
      WHERE run_id = (SELECT max_by(run_id, at) FROM quality) AND slice LIKE 'category=%'
      GROUP BY slice HAVING recall IS NOT NULL ORDER BY recall.n DESC, category LIMIT 40"""),
  CONFUSIONS(
      """
      SELECT field, label, answer, count(*) AS products
      FROM evaluated
      WHERE run_id = (SELECT max_by(run_id, at) FROM quality) AND NOT label <=> answer
      GROUP BY ALL ORDER BY products DESC, field, label, answer LIMIT 15"""),
  CONFUSION_MATRIX(
      """
      WITH pairs AS (
        SELECT label, coalesce(answer, '—') AS answer, count(*) AS products
        FROM evaluated
        WHERE run_id = (SELECT max_by(run_id, at) FROM quality) AND field = 'category'
        GROUP BY ALL),
      worst AS (
        SELECT label, sum(products) AS wrong FROM pairs WHERE label <> answer
        GROUP BY label ORDER BY wrong DESC, label LIMIT 10)
      SELECT label, answer, products
      FROM pairs JOIN worst USING (label)
      ORDER BY wrong DESC, label, products DESC, answer LIMIT 200"""),
  MISTAKES(
      """
      SELECT product_id, image_uri, label, answer
      FROM evaluated
      WHERE run_id = (SELECT max_by(run_id, at) FROM quality)
        AND field = 'category' AND label <> answer
      ORDER BY xxhash64(product_id) LIMIT 12"""),
  STAGES(
      """
      SELECT count(*) AS pictures, avg(fetch_ms) AS fetch_ms, avg(decode_ms) AS decode_ms,
        avg(prefill_ms) AS prefill_ms, avg(generate_ms) AS generate_ms, avg(parse_ms) AS parse_ms
      FROM v_metrics LEFT SEMI JOIN v_attributes USING (product_id, image_uri, run_id)
      WHERE status = 'ok'"""),
  LATENCY_HISTOGRAM(
      """
      WITH times AS (
        SELECT total_ms - queue_ms AS ms
        FROM v_metrics LEFT SEMI JOIN v_attributes USING (product_id, image_uri, run_id)
        WHERE status = 'ok'),
      bounds AS (SELECT percentile(ms, 0.995) * 1.001 AS top FROM times)
      SELECT least(24, width_bucket(ms, 0, top, 24)) AS bar, max(top) / 24 AS width_ms,
        count(*) AS pictures
      FROM times CROSS JOIN bounds WHERE top > 0 GROUP BY bar ORDER BY bar"""),
  RUNS(
      """
      SELECT date_format(started_at, 'yyyy-MM-dd HH:mm') AS started, model, prompt, ok, failed,
        images_per_second, executors, engine_loads
      FROM runs WHERE command = 'enrich' AND ok + failed > 0
      ORDER BY started_at DESC LIMIT 12"""),
  FAILURES(
      """
      SELECT error_code, count(*) AS attempts, max_by(error_message, at) AS newest_message
      FROM v_metrics WHERE status = 'failed'
      GROUP BY error_code ORDER BY attempts DESC, error_code"""),
  FAILURE_EXAMPLES(
      """
      WITH ranked AS (
        SELECT error_code, product_id, image_uri, error_message, row_number()
          OVER (PARTITION BY error_code ORDER BY at DESC, product_id, image_uri) AS place
        FROM v_metrics WHERE status = 'failed')
      SELECT error_code, product_id, image_uri, error_message
      FROM ranked WHERE place <= 4 ORDER BY error_code, place LIMIT 60"""),
  THROUGHPUT(
      """
      WITH newest AS (
        SELECT run_id, started_at, unix_micros(ended_at) - unix_micros(started_at) AS micros
        FROM runs WHERE command = 'enrich' AND ok + failed > 0 AND ended_at > started_at
        ORDER BY started_at DESC LIMIT 1),
      done AS (
        SELECT greatest(0, least(29,
          cast(30 * (unix_micros(m.at) - unix_micros(started_at)) / micros AS int))) AS bar
        FROM v_metrics m JOIN newest USING (run_id)),
      counts AS (SELECT bar AS id, count(*) AS pictures FROM done GROUP BY bar)
      SELECT id AS bar, micros / 30e6 AS width_s, coalesce(pictures, 0) AS pictures
      FROM newest CROSS JOIN range(30) LEFT JOIN counts USING (id) ORDER BY id"""),
  VERSIONS(
      """
      WITH described AS (
        SELECT r.prompt, r.model, count(*) AS pictures, max(m.at) AS last_at,
          percentile(m.total_ms - m.queue_ms, 0.5) AS p50_ms, avg(m.output_tokens) AS tokens
        FROM v_metrics m JOIN runs r USING (run_id)
        WHERE m.status = 'ok' AND coalesce(array_contains(m.prompts, r.prompt), true)
        GROUP BY r.prompt, r.model),
      measured AS (
        SELECT slice,
          max_by(struct(value, low, high, n), at) FILTER (WHERE metric = 'category_recall')
            AS category_recall,
          max_by(struct(value, low, high, n), at) FILTER (WHERE metric = 'attribute_accuracy')
            AS attribute_accuracy
        FROM quality WHERE slice LIKE 'version=%' GROUP BY slice)
      SELECT d.*, q.category_recall, q.attribute_accuracy
      FROM described d LEFT JOIN measured q ON q.slice = concat('version=', prompt, ' · ', model)
      ORDER BY last_at DESC, prompt, model LIMIT 10"""),
  RATINGS(
      """
      SELECT prompt, channel, count(*) AS ratings, count(DISTINCT item_id) AS texts,
        count(DISTINCT rater) AS raters, avg(score) AS mean, count_if(score >= 4) AS usable
      FROM ratings GROUP BY prompt, channel ORDER BY ratings DESC, prompt, channel LIMIT 12"""),
  RATING_TAGS(
      """
      SELECT tag, count(*) AS ratings FROM ratings LATERAL VIEW explode(tags) t AS tag
      GROUP BY tag ORDER BY ratings DESC, tag LIMIT 12"""),
  AGREEMENT(
      """
      WITH texts AS (
        SELECT sort_array(collect_list(score)) AS scores FROM ratings
        GROUP BY item_id HAVING count(*) > 1)
      SELECT scores, count(*) AS texts FROM texts GROUP BY scores ORDER BY scores LIMIT 10000"""),
  BEFORE_AFTER(
      """
      WITH again AS (
        SELECT product_id, image_uri, collect_set(trace_id) AS traces
        FROM v_metrics WHERE status = 'ok'
        GROUP BY product_id, image_uri HAVING min(fingerprint) < max(fingerprint)
        ORDER BY xxhash64(product_id, image_uri) LIMIT 60),
      texts AS (
        SELECT m.product_id, m.image_uri, r.prompt, r.model, m.at,
          get_json_object(substring_index(m.output, chr(10), 1), '$.marketing_copy') AS text
        FROM metrics m JOIN again a USING (product_id, image_uri) JOIN runs r USING (run_id)
        WHERE m.status = 'ok' AND array_contains(a.traces, m.trace_id)),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY product_id, image_uri ORDER BY at DESC) AS age
        FROM texts WHERE text IS NOT NULL)
      SELECT product_id, image_uri, b.prompt AS prompt_before, b.model AS model_before,
        b.text AS text_before, a.prompt AS prompt_after, a.model AS model_after,
        a.text AS text_after
      FROM ranked a JOIN ranked b USING (product_id, image_uri)
      WHERE a.age = 1 AND b.age = 2 AND a.text <> b.text
      ORDER BY xxhash64(product_id, image_uri) LIMIT 6"""),
  EXAMPLES(
      """
      WITH some AS (
        SELECT * FROM v_attributes ORDER BY xxhash64(product_id, image_uri) LIMIT 8)
      SELECT a.product_id, a.image_uri, a.category, a.color, a.material,
        array_join(a.key_features, '、') AS key_features, c.text
      FROM some a JOIN v_copy c USING (product_id, image_uri)
      WHERE c.channel = 'detail'
      ORDER BY xxhash64(a.product_id, a.image_uri)""");

  private final String sql;

  Query(String sql) {
    this.sql = sql;
  }

  public String sql() {
    return sql;
  }

  /** Where the query stands on the page. */
  public String anchor() {
    return "sql-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The query of {@link #LATENCY} for other percentiles.
   *
   * @param positions in the sorted times, from 0 to 1
   */
  public static String latency(List<Double> positions) {
    return String.format(
        """
        SELECT count(*) AS pictures, percentile(total_ms - queue_ms, array(%s)) AS ms
        FROM v_metrics LEFT SEMI JOIN v_attributes USING (product_id, image_uri, run_id)
        WHERE status = 'ok'\
        """,
        positions.stream().map(position -> position + "D").collect(Collectors.joining(", ")));
  }
}
