using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>What all processes of a task together may use.</summary>
/// <param name="CpuPercent">Of one processor.</param>
/// <param name="Processes">Processes and their threads.</param>
/// <param name="OpenFiles">Of each process.</param>
internal sealed record TaskLimits(long? MemoryBytes = null, int? CpuPercent = null, long? CpuSeconds = null, int? Processes = null, int? OpenFiles = null)
{
    /// <summary>As people write them, each with what holds it, if that is known.</summary>
    public string Text(LimitsHeld? held) => string.Join(", ", new[]
    {
        MemoryBytes is { } memory ? $"memory {Show.Bytes(memory)}{By(held?.MemoryBytes)}" : null,
        CpuPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"processor {percent} %{By(held?.CpuPercent)}") : null,
        CpuSeconds is { } seconds ? $"processor time {Show.Seconds(seconds)}{By(held?.CpuSeconds)}" : null,
        Processes is { } count ? string.Create(CultureInfo.InvariantCulture, $"processes {count}{By(held?.Processes)}") : null,
        OpenFiles is { } files ? string.Create(CultureInfo.InvariantCulture, $"open files {files}{By(held?.OpenFiles)}") : null,
    }.OfType<string>());

    private static string By(string? means) => means switch
    {
        null => "",
        "controlGroup" => " (by control group)",
        "watched" => " (watched)",
        "eachProcess" => " (each process)",
        "notHeld" => " (not held: this host cannot)",
        _ => $" ({means})",
    };
}
