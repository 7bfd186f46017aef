-- recall of each category in the newest evaluation, with its 95 % interval, beside what the tables hold
SELECT
  substring(q.slice, length('category=') + 1) AS category,
  q.value AS recall,
  q.low,
  q.high,
  q.n AS labelled,
  coalesce(a.pictures, 0L) AS pictures,
  q.at AS evaluated_at,
  q.run_id
FROM quality q
JOIN (
  SELECT max_by(run_id, at) AS run_id FROM quality WHERE metric = 'category_recall') newest
  ON newest.run_id = q.run_id
LEFT JOIN (SELECT category, count(*) AS pictures FROM v_attributes GROUP BY category) a
  ON q.slice = concat('category=', a.category)
WHERE q.metric = 'category_recall' AND q.slice LIKE 'category=%'
