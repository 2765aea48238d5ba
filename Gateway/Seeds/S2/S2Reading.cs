using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansOps.Seeds.S2.Wire;

namespace OrleansOps.Seeds.S2;

/// <summary>Reads bodies, and says of one that cannot be read where it breaks.</summary>
internal static class S2Reading
{
    public static (T? Value, S2Refusal? Refusal) Read<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(S2Body.Of(http), type) is { } value ? (value, null) : (null, S2Refusal.Bad("the body is empty"));
        }
        catch (JsonException broken)
        {
            return (null, S2Refusal.Bad(broken.Path is { Length: > 2 } path
                ? $"'{path[2..]}' is not of the type that is wanted there, or stands there twice"
                : "the body is not JSON as a control plane of S2 sends it"));
        }
    }
}
