using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>JSON as S4 writes it. What is not known is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 16)]
[JsonSerializable(typeof(S4Said))]
[JsonSerializable(typeof(S4Told))]
[JsonSerializable(typeof(S4Refusal))]
internal sealed partial class S4Json : JsonSerializerContext
{
    private static S4Json? _plain;

    /// <summary>As Python writes it: text in any language takes what it takes as UTF-8, and not six bytes a character.</summary>
    public static S4Json Plain => _plain ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
