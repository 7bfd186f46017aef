-- thumbnails, newest of each picture; only whole chunks count
SELECT t.*
FROM thumbnails t
LEFT SEMI JOIN (SELECT chunk FROM chunks) whole
  ON t.chunk = whole.chunk
LEFT ANTI JOIN (
  SELECT r.product_id, r.image_uri, max(r.chunk) AS chunk
  FROM thumbnails r JOIN chunks c ON r.chunk = c.chunk
  GROUP BY r.product_id, r.image_uri HAVING count(*) > 1) newer
  ON newer.product_id = t.product_id AND newer.image_uri = t.image_uri
  AND newer.chunk > t.chunk
