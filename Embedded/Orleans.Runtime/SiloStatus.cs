namespace Orleans.Runtime;

/// <summary>How a silo is.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>Takes calls.</summary>
    Active = 3,

    /// <summary>Finishes its calls.</summary>
    ShuttingDown = 4,

    /// <summary>Gone.</summary>
    Dead = 6,
}
