-- Stores a schedule in place of the version before.
-- Answers nothing; or the version that is stored, or "none", if it is another than the one before. Then nothing was done.
-- KEYS: schedule
-- ARGV: version before, version, what was asked for, how it stands, summary
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[1] then
  return stored or 'none'
end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 'p', ARGV[3], 't', ARGV[4], 's', ARGV[5])
return false
