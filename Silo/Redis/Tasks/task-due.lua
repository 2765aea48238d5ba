-- Moves the due time of a task that stands at this version. Answers nothing; or the version that is stored, or "none", if it is another. Then
-- nothing was done.
-- KEYS: task, due times    ARGV: task id, version, due (ms)
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return false
