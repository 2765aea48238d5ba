-- Removes a secret.
-- Answers nothing; or the revision that is stored, or "none", if it is another. Then nothing was done.
-- KEYS: secret, all secrets    ARGV: name, revision
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('UNLINK', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return false
