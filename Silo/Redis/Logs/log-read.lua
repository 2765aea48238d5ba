-- Entries of a log from the one that holds a record on, about so many bytes, each as seq, n, a, s, o, t, d, c, m, and g, w for missing output.    ARGV: record, bytes
local from = ARGV[1] .. '-0'
local holder = redis.call('XREVRANGE', KEYS[1], from, '-', 'COUNT', 1)[1]
if holder then
  from = holder[1]
end
local entries, bytes, most = {}, 0, tonumber(ARGV[2])
while bytes < most do
  local part = redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', 16)
  for _, entry in ipairs(part) do
    local field = {}
    for i = 1, #entry[2], 2 do
      field[entry[2][i]] = entry[2][i + 1]
    end
    entries[#entries + 1] = { string.match(entry[1], '^(%d+)'), field.n, field.a, field.s, field.o, field.t, field.d, field.c or '', field.m or 0, field.g, field.w }
    bytes = bytes + #field.d
    if bytes >= most then
      break
    end
  end
  if #part < 16 then
    break
  end
  from = '(' .. part[#part][1]
end
return entries
