-- What the newest entry of a log says: seq, records, attempt, stream, offset, length with what is missing, offset of the other stream, secrets under a mask.
-- Empty without one.
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if not newest then
  return {}
end
local field = {}
for i = 1, #newest[2], 2 do
  field[newest[2][i]] = newest[2][i + 1]
end
return { string.match(newest[1], '^(%d+)'), field.n, field.a, field.s, field.o, #field.d + (field.g or 0), field.x, field.m or 0 }
