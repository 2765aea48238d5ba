namespace Orleans;

/// <summary>The grain type's name; without it the class's name in lower case and without "Grain".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal GrainType GrainType { get; } = GrainType.Create(grainType);
}
