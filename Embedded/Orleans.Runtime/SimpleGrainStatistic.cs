namespace Orleans.Runtime;

/// <summary>How many activations a grain class has.</summary>
[GenerateSerializer, Immutable]
public sealed class SimpleGrainStatistic
{
    /// <summary>The grain class's full name.</summary>
    [Id(0)]
    public string GrainType { get; init; } = "";

    /// <summary>Where.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = null!;

    /// <summary>How many.</summary>
    [Id(2)]
    public int ActivationCount { get; init; }

    public override string ToString() => $"{GrainType}: {ActivationCount} on {SiloAddress}";
}
