using System.Globalization;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>Events as the scripts take them.</summary>
internal static class RedisEvents
{
    public static void Add(List<RedisKey> keys, List<RedisValue> values, IReadOnlyList<NumberedEvent> events)
    {
        foreach (var happened in events)
        {
            keys.Add(happened.Stream);
            values.Add(happened.Number);
            values.Add(happened.MaxLength);
            values.Add(happened.Fields.Count * 2);
            foreach (var (name, value) in happened.Fields)
            {
                values.Add(name);
                values.Add(value);
            }
        }
    }

    public static string Score(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
