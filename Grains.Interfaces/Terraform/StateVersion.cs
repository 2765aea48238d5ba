namespace OrleansOps.Terraform;

/// <summary>One version of a workspace's state: all that is known of it but its content.</summary>
[GenerateSerializer, Immutable, Alias("ops.StateVersion")]
public sealed record StateVersion
{
    /// <summary>The largest serial that is taken: every reader of JSON can say it.</summary>
    public const long LargestSerial = 9_007_199_254_740_991;

    /// <summary>Of the state itself; 0 to <see cref="LargestSerial"/>. No other version of its workspace has the same.</summary>
    [Id(0)] public required long Serial { get; init; }

    /// <summary>Of the state itself; all versions of a workspace have the same.</summary>
    [Id(1)] public required string Lineage { get; init; }

    /// <summary>Of the content as it was written: 64 lower-case hexadecimal digits.</summary>
    [Id(2)] public required string Sha256 { get; init; }

    /// <summary>Of the content as it was written: base64, as Terraform's client compares it.</summary>
    [Id(3)] public required string Md5 { get; init; }

    /// <summary>Bytes of the content as it was written.</summary>
    [Id(4)] public required long Size { get; init; }

    [Id(5)] public DateTimeOffset StoredAt { get; init; }

    /// <summary>Name of the token that wrote it.</summary>
    [Id(6)] public required string By { get; init; }

    [Id(7)] public required string ById { get; init; }

    /// <summary>The lock under which it was written; null: none.</summary>
    [Id(8)] public string? LockId { get; init; }

    /// <summary>Under which name its content lies in the store.</summary>
    [Id(9)] public required string Content { get; init; }

    [Id(10)] public required int Parts { get; init; }

    /// <summary>Bytes that its content takes in the store: compressed and sealed.</summary>
    [Id(11)] public required long StoredBytes { get; init; }

    /// <summary>Where in the content the digits of the serial begin, for whoever writes the same state under a later one.</summary>
    [Id(12)] public required long SerialAt { get; init; }

    [Id(13)] public required int SerialLength { get; init; }

    /// <summary>The serial of the version that was brought back by this one; null: it was not made so.</summary>
    [Id(14)] public long? RestoredFrom { get; init; }

    /// <summary>Version of the program that wrote it, as it says itself.</summary>
    [Id(15)] public string? TerraformVersion { get; init; }

    /// <summary>How many resources it holds.</summary>
    [Id(16)] public int Resources { get; init; }
}
