-- pictures whose result is of another model, prompt or schema than the newest run asked for
SELECT
  a.product_id,
  a.image_uri,
  a.prompt,
  a.model,
  a.fingerprint,
  a.enriched_at,
  newest.run.prompt AS wanted_prompt,
  newest.run.model AS wanted_model,
  newest.run.fingerprint AS wanted_fingerprint
FROM v_attributes a
LEFT JOIN runs r
  ON r.run_id = a.run_id
CROSS JOIN (
  SELECT max_by(struct(prompt, model, fingerprint), started_at) AS run
  FROM runs
  WHERE command = 'enrich' AND fingerprint IS NOT NULL) newest
WHERE coalesce(r.fingerprint, a.fingerprint) <> newest.run.fingerprint
