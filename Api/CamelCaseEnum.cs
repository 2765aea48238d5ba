using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps.Api;

/// <summary>Enums are names in JSON, never numbers.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
