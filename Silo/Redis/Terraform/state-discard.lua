-- Removes a content, unless a version names it: such a one has no time to live.
-- KEYS: content
if redis.call('TTL', KEYS[1]) ~= -1 then
  redis.call('UNLINK', KEYS[1])
end
return false
