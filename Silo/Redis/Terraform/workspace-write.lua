-- Stores a workspace in place of the version before, or as a new one with its place in the list; keeps the content of a version that is added, and lets
-- those go that no version names any more.
-- Answers nothing; "full" if there are as many as are kept; "gone" if not all parts of the content are there; or the version that is stored, or "none", if
-- it is another than the one before. Then nothing was done.
-- KEYS: workspace, all workspaces, content that is added (or the workspace again), contents that go ...
-- ARGV: workspace id, version before (0: none), version, how it stands, summary, how many are kept, parts of the content that is added (0: none is)
local stored = redis.call('HGET', KEYS[1], 'v')
if (stored or '0') ~= ARGV[2] then
  return stored or 'none'
end
if not stored and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[6]) then
  return 'full'
end
local parts = tonumber(ARGV[7])
if parts > 0 then
  if redis.call('HLEN', KEYS[3]) ~= parts then
    return 'gone'
  end
  redis.call('PERSIST', KEYS[3])
end
redis.call('HSET', KEYS[1], 'v', ARGV[3], 't', ARGV[4], 's', ARGV[5])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
for i = 4, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
return false
