-- Stores a secret in place of the revision before, or as a new one with its place in the list.
-- Answers nothing; "full" if there are as many as are kept; or the revision that is stored, or "none", if it is another than the one before. Then nothing
-- was done.
-- KEYS: secret, all secrets    ARGV: name, revision before (0: none), revision, how it stands, what lists show, how many are kept
local stored = redis.call('HGET', KEYS[1], 'v')
if (stored or '0') ~= ARGV[2] then
  return stored or 'none'
end
if not stored and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[6]) then
  return 'full'
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 't', ARGV[4], 's', ARGV[5])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
return false
