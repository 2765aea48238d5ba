using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace OrleansOps.Http;

/// <summary>
/// Reads a request body the way RFC 8259 means it: one value, each name once, no name that nobody knows, text that is text. What a lenient
/// reader would guess, a caller did not mean.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = Api.RestJson.Depth };

    /// <exception cref="RefusedException">The bytes are not such a value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidUtf8, "body", "The body is not valid UTF-8. Send bytes that are no text as base64."));
        }

        var walk = new StrictJsonWalk(type);
        try
        {
            walk.Check(new Utf8JsonReader(utf8, ReaderOptions));
            return JsonSerializer.Deserialize(utf8, type) ?? throw Invalid("body", "The body must be a JSON object, not null.");
        }
        catch (JsonException malformed) when (walk.IsDone)
        {
            throw Invalid(FieldOf(malformed.Path), WantedAt(malformed.Path, type));
        }
        catch (JsonException malformed)
        {
            throw new RefusedException(new Refusal(
                Api.ProblemCodes.InvalidJson, "The body is not acceptable JSON.",
                $"It breaks at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}; the depth limit is {Api.RestJson.Depth}."));
        }
    }

    private static RefusedException Invalid(string field, string detail) => new(Refusal.Bad(Api.ProblemCodes.InvalidValue, field, detail));

    private static string FieldOf(string? path) => path is { Length: > 2 } ? path[2..] : "body";

    private static string WantedAt(string? path, JsonTypeInfo type)
    {
        var field = FieldOf(path);
        var property = type.Properties.FirstOrDefault(p => string.Equals(p.Name, field, StringComparison.Ordinal));
        var wanted = property is null ? null : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return wanted switch
        {
            null => $"'{field}' is not of the type that is wanted there.",
            { IsEnum: true } => $"'{field}' must be one of: {string.Join(", ", Enum.GetNames(wanted).Select(JsonNamingPolicy.CamelCase.ConvertName))}.",
            _ when wanted == typeof(byte[]) => $"'{field}' must be base64 (RFC 4648, with padding and without white space).",
            _ when wanted == typeof(int) => $"'{field}' must be a whole number of at most {int.MaxValue}.",
            _ when wanted == typeof(string) => $"'{field}' must be a string.",
            _ => $"'{field}' is not of the type that is wanted there.",
        };
    }
}
