using System.Text.Json.Serialization;

namespace OrleansOps.Tests.Support;

/// <summary>A judged run in numbers. The names are those of the JSON.</summary>
public sealed class RunCounts
{
    /// <summary>Tasks that the server acknowledged.</summary>
    [JsonPropertyName("submitted")]
    public int Submitted { get; set; }

    /// <summary>Of these, tasks that are over.</summary>
    [JsonPropertyName("terminal")]
    public int Terminal { get; set; }

    /// <summary>Tasks that are gone, ended as lost although nothing should lose them, or whose result was.</summary>
    [JsonPropertyName("lost")]
    public int Lost { get; set; }

    /// <summary>Tasks that started more often than they may, or whose end was told more than once.</summary>
    [JsonPropertyName("doubled")]
    public int Doubled { get; set; }

    /// <summary>Lines that the tasks printed.</summary>
    [JsonPropertyName("expected")]
    public long Expected { get; set; }

    /// <summary>Different lines in the store.</summary>
    [JsonPropertyName("stored")]
    public long Stored { get; set; }

    /// <summary>Printed lines that the store lacks, and whose absence no report admits.</summary>
    [JsonPropertyName("missing")]
    public long Missing { get; set; }

    /// <summary>Lines that are stored more than once.</summary>
    [JsonPropertyName("doubledLines")]
    public long DoubledLines { get; set; }

    /// <summary>Lines whose absence the log and the result admit: beyond a cap, or on a full disk.</summary>
    [JsonPropertyName("droppedLines")]
    public long DroppedLines { get; set; }

    /// <summary>The longest time from a submission to the verdict, or to now for a task without one.</summary>
    [JsonPropertyName("longestNonTerminalSeconds")]
    public double LongestNonTerminalSeconds { get; set; }

    /// <summary>The task that took that long.</summary>
    [JsonPropertyName("longestNonTerminalTask")]
    public string LongestNonTerminalTask { get; set; } = "";
}
