namespace Orleans;

/// <summary>The type may cross a grain call or be stored; its members with <see cref="IdAttribute"/> go along.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether parameters of a primary constructor are members. Records always include them.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
