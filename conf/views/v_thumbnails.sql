-- thumbnails, newest of each picture; only whole chunks count
-- chunks stands first, see v_attributes
SELECT t.*
FROM chunks whole
JOIN thumbnails t ON t.chunk = whole.chunk
LEFT ANTI JOIN (
  SELECT r.product_id, r.image_uri, max(r.chunk) AS chunk
  FROM chunks c JOIN thumbnails r ON r.chunk = c.chunk
  GROUP BY r.product_id, r.image_uri HAVING count(*) > 1) newer
  ON newer.product_id = t.product_id AND newer.image_uri = t.image_uri
  AND newer.chunk > t.chunk
