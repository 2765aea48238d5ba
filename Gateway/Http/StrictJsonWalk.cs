using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OrleansOps.Http;

/// <summary>One pass over a JSON value beside the type it is meant for. It finds unknown and repeated names and text that is none.</summary>
internal sealed class StrictJsonWalk(JsonTypeInfo root)
{
    private readonly Stack<Level> _levels = new();

    private string _field = "body";

    /// <summary>The value was walked to its end: whatever fails after this is a matter of types.</summary>
    public bool IsDone { get; private set; }

    public void Check(Utf8JsonReader reader)
    {
        JsonTypeInfo? next = root;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    next = Enter(TextOf(ref reader));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _levels.Push(new Level(TypeHere(next), _field));
                    next = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _field = _levels.Pop().Field;
                    break;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    TextOf(ref reader);
                    break;
            }
        }

        IsDone = true;
    }

    private JsonTypeInfo? TypeHere(JsonTypeInfo? named) =>
        named ?? (_levels.TryPeek(out var level) && level.Type?.ElementType is { } element ? level.Type.Options.GetTypeInfo(element) : null);

    private JsonTypeInfo? Enter(string name)
    {
        var level = _levels.Peek();
        _field = level.Field is "body" ? name : $"{level.Field}.{name}";
        if (!level.Names.Add(name))
        {
            throw Refused(Api.ProblemCodes.DuplicateField, $"'{_field}' stands there twice. Send it once.");
        }

        if (level.Type is not { Kind: JsonTypeInfoKind.Object } type)
        {
            return null;
        }

        var property = type.Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        if (property is null && (type.UnmappedMemberHandling ?? type.Options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow)
        {
            throw Refused(Api.ProblemCodes.UnknownField, $"'{_field}' is not known here. Known are: {string.Join(", ", type.Properties.Select(p => p.Name))}.");
        }

        return property is null ? null : type.Options.GetTypeInfo(property.PropertyType);
    }

    private string TextOf(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused(Api.ProblemCodes.InvalidUnicode, $"'{_field}' holds half of a surrogate pair. Send whole characters, or bytes as base64.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw Refused(Api.ProblemCodes.NulCharacter, $"'{_field}' holds a NUL character, which no program can be given. Send bytes as base64.")
            : text;
    }

    private RefusedException Refused(Api.ProblemCode problem, string detail) => new(Refusal.Bad(problem, _field, detail));

    private sealed record Level(JsonTypeInfo? Type, string Field)
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
