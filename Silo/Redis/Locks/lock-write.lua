-- Stores a lock in place of the revision before, with its place in the list; or removes both, where nobody has it any more.
-- Answers nothing; or the revision that is stored, or "none", if it is another than the one before. Then nothing was done.
-- KEYS: lock, all locks    ARGV: id, revision before (0: none), revision, how it stands (empty: nobody has it), what lists show
local stored = redis.call('HGET', KEYS[1], 'v')
if (stored or '0') ~= ARGV[2] then
  return stored or 'none'
end
if ARGV[4] == '' then
  redis.call('UNLINK', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[1], 'v', ARGV[3], 't', ARGV[4], 's', ARGV[5])
  redis.call('ZADD', KEYS[2], 0, ARGV[1])
end
return false
