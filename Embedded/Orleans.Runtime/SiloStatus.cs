namespace Orleans.Runtime;

/// <summary>How a silo is.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>Starting.</summary>
    Joining = 2,

    /// <summary>Takes calls.</summary>
    Active = 3,

    /// <summary>Finishes its calls.</summary>
    ShuttingDown = 4,

    /// <summary>Stops.</summary>
    Stopping = 5,

    /// <summary>Gone.</summary>
    Dead = 6,
}
