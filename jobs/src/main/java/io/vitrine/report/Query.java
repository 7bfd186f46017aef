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
  CONFUSION_MATRIX(
      """
      WITH newest AS (
        SELECT product_id, max_by(category, enriched_at) AS seen
        FROM v_attributes GROUP BY product_id),
      pairs AS (
        SELECT g.category AS labelled, coalesce(n.seen, '—') AS answered, count(*) AS products
        FROM gold g LEFT JOIN newest n USING (product_id)
        WHERE g.category IS NOT NULL GROUP BY ALL),
      worst AS (
        SELECT labelled, sum(products) AS wrong FROM pairs WHERE labelled <> answered
        GROUP BY labelled ORDER BY wrong DESC, labelled LIMIT 10)
      SELECT labelled, answered, products
      FROM pairs JOIN worst USING (labelled)
      ORDER BY wrong DESC, labelled, products DESC, answered LIMIT 200"""),
  MISTAKES(
      """
      WITH newest AS (
        SELECT product_id, max_by(struct(image_uri, category), enriched_at) AS seen
        FROM v_attributes GROUP BY product_id)
      SELECT product_id, n.seen.image_uri, g.category AS labelled, n.seen.category AS answered
      FROM gold g JOIN newest n USING (product_id)
      WHERE g.category <> n.seen.category
      ORDER BY xxhash64(product_id) LIMIT 12"""),
  PROMPT_ACCURACY(
      """
      WITH newest AS (
        SELECT product_id,
          max_by(struct(category, color, material, prompt, model), enriched_at) AS seen
        FROM v_attributes GROUP BY product_id)
      SELECT n.seen.prompt, n.seen.model, count(g.category) AS category_labelled,
        count_if(g.category = n.seen.category) AS category_right,
        count(g.color) + count(g.material) AS attribute_labelled,
        count_if(g.color = n.seen.color) + count_if(g.material = n.seen.material)
          AS attribute_right
      FROM gold g JOIN newest n USING (product_id)
      GROUP BY 1, 2"""),
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
        SELECT micros / 30e6 AS width_s,
          cast(30 * (unix_micros(m.at) - unix_micros(started_at)) / micros AS int) AS bar
        FROM v_metrics m JOIN newest USING (run_id))
      SELECT greatest(0, least(29, bar)) AS bar, max(width_s) AS width_s, count(*) AS pictures
      FROM done GROUP BY 1 ORDER BY 1"""),
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
  USABILITY(
      """
      SELECT count_if(score >= 4) AS usability_right, count(*) AS usability_labelled
      FROM ratings LEFT SEMI JOIN v_copy USING (product_id, image_uri, channel, fingerprint)"""),
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
        SELECT product_id, image_uri FROM v_metrics WHERE status = 'ok'
        GROUP BY product_id, image_uri HAVING count(DISTINCT fingerprint) > 1),
      texts AS (
        SELECT m.product_id, m.image_uri, r.prompt, r.model, m.at,
          get_json_object(substring_index(m.output, chr(10), 1), '$.marketing_copy') AS text
        FROM v_metrics m JOIN again USING (product_id, image_uri) JOIN runs r USING (run_id)
        WHERE m.status = 'ok'),
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
      SELECT a.product_id, a.image_uri, a.category, a.color, a.material,
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
