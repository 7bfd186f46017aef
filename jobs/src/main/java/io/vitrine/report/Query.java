package io.vitrine.report;

import java.util.Locale;

/** The report's queries. The page prints each, and every figure links to the one behind it. */
public enum Query {
  TOTALS(
      """
      SELECT count(*) AS runs, sum(ok) AS ok, sum(failed) AS failed,
        sum((unix_micros(ended_at) - unix_micros(started_at)) / 1e6 * greatest(executors, 1))
          AS machine_seconds
      FROM runs WHERE command = 'enrich' AND ok + failed > 0"""),
  PICTURES(
      """
      SELECT count(*) AS pictures, count(DISTINCT product_id) AS products,
        count(DISTINCT category) AS categories
      FROM v_attributes"""),
  ACCURACY(
      """
      WITH newest AS (
        SELECT product_id, max_by(struct(category, color, material), enriched_at) AS seen
        FROM v_attributes GROUP BY product_id)
      SELECT count(g.category) AS category_labelled,
        count_if(g.category = n.seen.category) AS category_right,
        count(g.color) + count(g.material) AS attribute_labelled,
        count_if(g.color = n.seen.color) + count_if(g.material = n.seen.material)
          AS attribute_right
      FROM gold g LEFT JOIN newest n USING (product_id)"""),
  CATEGORIES(
      """
      WITH newest AS (
        SELECT product_id, max_by(category, enriched_at) AS seen
        FROM v_attributes GROUP BY product_id)
      SELECT g.category, count_if(g.category = n.seen) AS right, count(*) AS labelled
      FROM gold g LEFT JOIN newest n USING (product_id)
      WHERE g.category IS NOT NULL
      GROUP BY g.category ORDER BY labelled DESC, g.category LIMIT 40"""),
  CONFUSIONS(
      """
      WITH newest AS (
        SELECT product_id, max_by(struct(category, color, material), enriched_at) AS seen
        FROM v_attributes GROUP BY product_id),
      pairs AS (
        SELECT stack(3, 'category', g.category, n.seen.category, 'color', g.color, n.seen.color,
          'material', g.material, n.seen.material) AS (field, labelled, answered)
        FROM gold g LEFT JOIN newest n USING (product_id))
      SELECT field, labelled, answered, count(*) AS products
      FROM pairs WHERE labelled IS NOT NULL AND NOT labelled <=> answered
      GROUP BY ALL ORDER BY products DESC, field, labelled, answered LIMIT 15"""),
  LATENCY(
      """
      SELECT percentile(total_ms - queue_ms, array(0.5, 0.95, 0.99)) AS ms, count(*) AS pictures,
        avg(fetch_ms) AS fetch_ms, avg(decode_ms) AS decode_ms, avg(prefill_ms) AS prefill_ms,
        avg(generate_ms) AS generate_ms, avg(parse_ms) AS parse_ms
      FROM v_metrics WHERE status = 'ok'"""),
  LATENCY_HISTOGRAM(
      """
      WITH times AS (
        SELECT total_ms - queue_ms AS ms FROM v_metrics WHERE status = 'ok'),
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
      SELECT error_code, count(*) AS attempts, min_by(product_id, at) AS first_product,
        min_by(error_message, at) AS first_message
      FROM v_metrics WHERE status = 'failed'
      GROUP BY error_code ORDER BY attempts DESC, error_code"""),
  PROMPTS(
      """
      WITH times AS (
        SELECT run_id, product_id, image_uri, total_ms - queue_ms AS ms, output_tokens
        FROM v_metrics WHERE status = 'ok')
      SELECT a.prompt, a.model, count(*) AS pictures, percentile(t.ms, 0.5) AS p50_ms,
        avg(t.output_tokens) AS tokens, avg(size(a.key_features)) AS features,
        avg(char_length(c.text)) AS copy_length
      FROM v_attributes a
      LEFT JOIN times t USING (run_id, product_id, image_uri)
      LEFT JOIN v_copy c ON c.product_id = a.product_id AND c.image_uri = a.image_uri
        AND c.channel = 'detail'
      GROUP BY a.prompt, a.model ORDER BY pictures DESC, a.prompt LIMIT 10"""),
  EXAMPLES(
      """
      SELECT a.product_id, a.category, a.color, a.material,
        array_join(a.key_features, '、') AS key_features, c.text
      FROM v_attributes a JOIN v_copy c USING (product_id, image_uri)
      WHERE c.channel = 'detail'
      ORDER BY xxhash64(a.product_id, a.image_uri) LIMIT 8""");

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

  /** Whether it reads the labels, which are no table of the warehouse. */
  public boolean needsGold() {
    return sql.contains("gold");
  }
}
