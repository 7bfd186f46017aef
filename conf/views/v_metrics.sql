-- metrics, every attempt; only whole chunks count
-- chunks stands first, see v_attributes
SELECT m.*
FROM (SELECT chunk FROM chunks UNION ALL SELECT 0L) whole
JOIN metrics m ON coalesce(m.chunk, 0L) = whole.chunk
