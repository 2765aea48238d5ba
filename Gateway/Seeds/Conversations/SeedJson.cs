using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansOps.Seeds.Conversations;

/// <summary>Reads messages that anybody may have written.</summary>
internal static class SeedJson
{
    public const string NoJson = "A message is not JSON.";

    /// <summary>Null: it has not this shape, or is no JSON (<see cref="IsJson"/>).</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
