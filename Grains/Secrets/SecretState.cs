namespace OrleansOps.Secrets;

/// <summary>A secret as it is stored. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.SecretState")]
public sealed record SecretState
{
    /// <summary>Of this record, from 1; 0: nothing is stored.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>How often its value was set.</summary>
    [Id(1)] public int Version { get; init; }

    /// <summary>Sealed by a gateway.</summary>
    [Id(2)] public byte[] Value { get; init; } = [];

    /// <summary>Which key sealed it.</summary>
    [Id(3)] public string Key { get; init; } = "";

    /// <summary>Which hosts it is for.</summary>
    [Id(4)] public string On { get; init; } = "";

    [Id(5)] public DateTimeOffset CreatedAt { get; init; }

    [Id(6)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Name of the token that changed it last.</summary>
    [Id(7)] public string By { get; init; } = "";

    [Id(8)] public string ById { get; init; } = "";

    public SecretView View(string name) => new()
    {
        Name = name,
        On = On,
        Version = Version,
        Key = Key,
        CreatedAt = CreatedAt,
        ChangedAt = ChangedAt,
        By = By,
        ById = ById,
    };
}
