-- Writes runs of points into a host's rings.    KEYS: the rings    ARGV: seconds that they are kept, then for each run: which ring, offset, bytes
for at = 2, #ARGV, 3 do
  redis.call('SETRANGE', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
end
for _, ring in ipairs(KEYS) do
  redis.call('EXPIRE', ring, ARGV[1])
end
return 1
