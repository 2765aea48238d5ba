using System.ComponentModel.DataAnnotations;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Tasks;

/// <summary>How much output of one task is kept.</summary>
internal sealed class LogCapOptions
{
    public const string Section = "Gateway:LogCap";

    /// <summary>Bytes, both streams together, that are kept of a task that does not say. Default: 1 GiB, or the most if that is less.</summary>
    [Range(Limits.LowestLogCapBytes, Limits.HighestLogCapBytes)]
    public long DefaultBytes { get; set; } = Limits.LogCapBytes;

    /// <summary>The most that a task may ask for. Default: 64 GiB.</summary>
    [Range(Limits.LowestLogCapBytes, Limits.HighestLogCapBytes)]
    public long MostBytes { get; set; } = Limits.HighestLogCapBytes;

    public long Of(long? asked) => asked ?? Math.Min(DefaultBytes, MostBytes);

    public Refusal? Broken(long? asked) => asked is null or >= Limits.LowestLogCapBytes && (asked ?? 0) <= MostBytes
        ? null
        : Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "logCapBytes", $"'logCapBytes' is {asked}; it must be {Limits.LowestLogCapBytes} to {MostBytes}. Write what is longer to a file on the host.");
}
