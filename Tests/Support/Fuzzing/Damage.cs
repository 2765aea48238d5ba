using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Support;

/// <summary>Makes of something right something near it: a value of another kind or size, a name too many, a byte that is another.</summary>
public static class Damage
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "1e308", "0.1", "2147483648", "9223372036854775807", "\"\"", "\" \"", "\"x\"", "\"\\u0000\"", "\"\\u202e\"", "\"a\\r\\nb\"",
        "[]", "{}", "[[]]", "[null]", "{\"\":null}", "\"..\"", "\"/\"", "\"AAAA\"",
    ];

    private static readonly string[] Pieces =
        ["\"", "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "\\u0000", "null", "-", "e", "9", "\u001e", "\0", "\ufeff", "\"a\":1,", "\u00e9", "//"];

    /// <summary>JSON with one to three values changed, and now and then damaged bytes.</summary>
    public static byte[] Json(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            Change(root, random);
        }

        var bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
        return random.Next(3) == 0 ? Bytes(bytes, random) : bytes;
    }

    /// <summary>One to four changes: cut, changed, put in, taken out, repeated.</summary>
    public static byte[] Bytes(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var left = bytes.Count - at;
            switch (random.Next(5))
            {
                case 0 when random.Next(4) == 0:
                    bytes.RemoveRange(at, left);
                    break;
                case 1 when left > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when left > 0:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(left, 20) + 1));
                    break;
                case 3 when left > 0:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(1, Math.Min(left, 200) + 1)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A text with something changed; what it holds stays characters.</summary>
    public static string Text(string good, Random random) => Encoding.UTF8.GetString(Bytes(Encoding.UTF8.GetBytes(good), random));

    private static void Change(JsonNode root, Random random)
    {
        var places = All(root).Where(node => node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).ToList();
        if (places.Count == 0)
        {
            return;
        }

        switch (places[random.Next(places.Count)])
        {
            case JsonObject thing:
                var name = thing.ElementAt(random.Next(thing.Count)).Key;
                switch (random.Next(6))
                {
                    case 0:
                        thing.Remove(name);
                        break;
                    case 1:
                        thing[Text(name, random)] = Value(random);
                        break;
                    default:
                        thing[name] = Value(random);
                        break;
                }

                break;
            case JsonArray list when random.Next(2) == 0:
                list.Insert(random.Next(list.Count + 1), Value(random));
                break;
            case JsonArray list:
                list[random.Next(list.Count)] = Value(random);
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => JsonValue.Create(new string((char)random.Next('0', 'z'), random.Next(1, 3_000))),
        1 => JsonNode.Parse(string.Concat(Enumerable.Repeat("[", 30)) + string.Concat(Enumerable.Repeat("]", 30))),
        2 => JsonValue.Create(random.NextInt64()),
        _ => JsonNode.Parse(Values[random.Next(Values.Length)]),
    };

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject thing => thing.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
