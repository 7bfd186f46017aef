-- what each version of prompt and model has given: pictures, speed, length, and quality where it was measured
SELECT
  a.prompt,
  a.model,
  coalesce(r.fingerprint, a.fingerprint) AS fingerprint,
  count(*) AS pictures,
  min(a.enriched_at) AS first_at,
  max(a.enriched_at) AS last_at,
  avg(size(a.key_features)) AS features,
  avg(char_length(c.text)) AS copy_chars,
  avg(m.output_tokens) AS output_tokens,
  percentile(m.total_ms - m.queue_ms, 0.5) AS p50_ms,
  max(q.category_recall) AS category_recall,
  max(q.attribute_accuracy) AS attribute_accuracy
FROM v_attributes a
LEFT JOIN runs r
  ON r.run_id = a.run_id
LEFT JOIN v_copy c
  ON c.product_id = a.product_id AND c.image_uri = a.image_uri AND c.channel = 'detail'
LEFT JOIN v_metrics m
  ON m.product_id = a.product_id AND m.image_uri = a.image_uri AND m.run_id = a.run_id
  AND m.status = 'ok'
LEFT JOIN (
  SELECT
    fingerprint,
    max_by(value, at) FILTER (WHERE metric = 'category_recall') AS category_recall,
    max_by(value, at) FILTER (WHERE metric = 'attribute_accuracy') AS attribute_accuracy
  FROM quality
  WHERE slice = 'all'
  GROUP BY fingerprint) q
  ON q.fingerprint = coalesce(r.fingerprint, a.fingerprint)
GROUP BY a.prompt, a.model, coalesce(r.fingerprint, a.fingerprint)
