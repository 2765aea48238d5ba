using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansOps;

/// <summary>The one way in which anything of the grains is written down, whatever the store.</summary>
public static class StoredJson
{
    /// <summary>Source-generated for our own types; others (of tests and benchmarks) by reflection.</summary>
    public static readonly JsonSerializerOptions Options = new(GrainJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(GrainJson.Default, new DefaultJsonTypeInfoResolver()),
    };
}
