-- pictures whose newest attempt failed; a permanent fault is not tried again before the picture changes
SELECT
  product_id,
  image_uri,
  newest.error_stage,
  newest.error_code,
  newest.error_message,
  newest.error_code IN (
    'FETCH_NOT_FOUND', 'FETCH_DENIED', 'IMAGE_EMPTY', 'IMAGE_TOO_LARGE', 'IMAGE_TOO_MANY_PIXELS',
    'IMAGE_UNSUPPORTED', 'IMAGE_CORRUPT', 'INPUT_INVALID') AS permanent,
  newest.attempts,
  failures,
  newest.at AS failed_at,
  newest.run_id,
  newest.trace_id
FROM (
  SELECT
    product_id,
    image_uri,
    max_by(
      struct(status, error_stage, error_code, error_message, attempts, at, run_id, trace_id),
      at) AS newest,
    count_if(status = 'failed') AS failures
  FROM v_metrics
  GROUP BY product_id, image_uri)
WHERE newest.status = 'failed'
