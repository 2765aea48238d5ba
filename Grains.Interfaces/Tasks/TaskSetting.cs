namespace OrleansOps.Tasks;

/// <summary>What a task finds around it, where that is not the usual. The class of its disk input and output is the kernel's number.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskSetting")]
public sealed record TaskSetting
{
    [Id(0)] public int? Umask { get; init; }

    [Id(1)] public bool CreateDirectory { get; init; }

    [Id(2)] public string? Locale { get; init; }

    [Id(3)] public string? TimeZone { get; init; }

    [Id(4)] public int? Nice { get; init; }

    [Id(5)] public int? IoClass { get; init; }

    [Id(6)] public int IoLevel { get; init; }
}
