-- milliseconds for each picture, run by run: waiting left out of the percentiles, stages on average
SELECT
  run_id,
  min(at) AS first_at,
  count(*) AS pictures,
  percentile(total_ms - queue_ms, 0.5) AS p50_ms,
  percentile(total_ms - queue_ms, 0.95) AS p95_ms,
  percentile(total_ms - queue_ms, 0.99) AS p99_ms,
  avg(fetch_ms) AS fetch_ms,
  avg(decode_ms) AS decode_ms,
  avg(queue_ms) AS queue_ms,
  avg(prefill_ms) AS prefill_ms,
  avg(generate_ms) AS generate_ms,
  avg(parse_ms) AS parse_ms
FROM v_metrics
WHERE status = 'ok'
GROUP BY run_id
