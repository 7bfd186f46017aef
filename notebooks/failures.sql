-- Databricks notebook source
-- MAGIC %md
-- MAGIC # What failed, and what to do about it
-- MAGIC
-- MAGIC A picture that fails costs its neighbours nothing; it has a row here that says why. The next
-- MAGIC run tries again what may pass. What is wrong with the picture itself is left alone until the
-- MAGIC picture changes, or until `--retry-failed` asks for it.

-- COMMAND ----------

-- DBTITLE 1,Pictures without a result, by reason
-- chart: bar x=error_code y=pictures
SELECT
  error_code,
  error_stage,
  count(*) AS pictures,
  if(permanent, 'mend the picture', 'the next run') AS what_helps,
  min_by(product_id, failed_at) AS for_example,
  min_by(error_message, failed_at) AS message
FROM v_failures
GROUP BY error_code, error_stage, permanent
ORDER BY pictures DESC, error_code;

-- COMMAND ----------

-- DBTITLE 1,Share of failures, run by run
SELECT
  started_at,
  run_id,
  status,
  ok,
  failed,
  round(failed / nullif(ok + failed, 0), 4) AS failed_share
FROM runs
WHERE command = 'enrich'
ORDER BY started_at DESC
LIMIT 20;

-- COMMAND ----------

-- DBTITLE 1,The pictures, for whoever mends them
SELECT product_id, image_uri, error_code, error_message, failures, failed_at
FROM v_failures
ORDER BY permanent DESC, error_code, product_id
LIMIT 200;

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Drive them again
-- MAGIC
-- MAGIC When the pictures are mended, run the same backfill again; add `retry_failed` to try those
-- MAGIC with a permanent fault, too. It stands here as text, because it writes and takes its time.
-- MAGIC
-- MAGIC ```
-- MAGIC CALL vitrine.system.enrich(products => '…', warehouse => '…', retry_failed => true)
-- MAGIC ```

-- COMMAND ----------

-- DBTITLE 1,What the newest run would do again: results of another model, prompt or schema
SELECT prompt, model, wanted_prompt, wanted_model, count(*) AS pictures
FROM v_stale
GROUP BY ALL
ORDER BY pictures DESC;
