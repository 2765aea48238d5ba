-- Stores a part of an order's hosts in place of the version before.
-- Answers nothing; or the version that is stored, or "none", if it is another than the one before. Then nothing was done.
-- KEYS: hosts of the order
-- ARGV: part, version before, version, hosts
local stored = redis.call('HGET', KEYS[1], 'v' .. ARGV[1])
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('HSET', KEYS[1], 'v' .. ARGV[1], ARGV[3], ARGV[1], ARGV[4])
return false
