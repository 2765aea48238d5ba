-- Removes a grain's state if the stored version is the expected one. 0 and the stored version if not.    KEYS: state    ARGV: expected version or ''
local stored = redis.call('HGET', KEYS[1], 'etag')
if (stored or '') ~= ARGV[1] then
  return { 0, stored or '' }
end
redis.call('DEL', KEYS[1])
return { 1 }
