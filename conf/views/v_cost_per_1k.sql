-- what a thousand pictures took, run by run, start-up and failures included, and cost by conf/cost.yaml
SELECT
  r.run_id,
  r.started_at,
  r.model,
  r.prompt,
  r.ok,
  r.failed,
  r.machine_seconds * 1000 / r.ok AS machine_seconds_per_1k,
  t.output_tokens * 1000 / r.ok AS output_tokens_per_1k,
  r.machine_seconds * 1000 / r.ok / 3600 * c.vitrine_machine_price_per_hour AS machine_cost_per_1k,
  1000 * c.manual_minutes_per_product / 60 * c.manual_wage_per_hour AS manual_cost_per_1k,
  c.currency
FROM (
  SELECT
    *,
    (unix_micros(ended_at) - unix_micros(started_at)) / 1e6 * greatest(executors, 1)
      AS machine_seconds
  FROM runs
  WHERE command = 'enrich' AND ok > 0) r
LEFT JOIN (
  SELECT run_id, sum(output_tokens) AS output_tokens FROM v_metrics GROUP BY run_id) t
  ON t.run_id = r.run_id
CROSS JOIN cost_assumptions c
