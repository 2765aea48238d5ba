-- Removes a workspace with the contents of its versions.
-- Answers nothing; or the version that is stored, or "none", if it is another. Then nothing was done.
-- KEYS: workspace, all workspaces, contents ...    ARGV: workspace id, version
local stored = redis.call('HGET', KEYS[1], 'v')
if stored ~= ARGV[2] then
  return stored or 'none'
end
redis.call('UNLINK', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
for i = 3, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
return false
