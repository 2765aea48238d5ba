-- Keeps one part of a content that no version names yet. One that is named never expires: a part that comes late must not change that. Answers whether it is kept.
-- KEYS: content    ARGV: number of the part, its bytes, seconds to keep it
if redis.call('TTL', KEYS[1]) == -1 then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
