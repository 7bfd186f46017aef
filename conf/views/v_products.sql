-- every picture: what the model saw, and its copy; the shipped channels as columns, all as a map
SELECT
  a.*,
  c.copy['detail'] AS detail,
  c.copy['title'] AS title,
  c.copy['short'] AS short,
  c.copy['note'] AS note,
  c.copy['live'] AS live,
  c.copy
FROM v_attributes a
LEFT JOIN (
  SELECT product_id, image_uri, map_from_entries(collect_list(struct(channel, text))) AS copy
  FROM v_copy
  GROUP BY product_id, image_uri) c
  ON c.product_id = a.product_id AND c.image_uri = a.image_uri
