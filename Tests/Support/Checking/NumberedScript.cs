using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>Shell scripts that print numbered lines and leave a record of their start outside of the product.</summary>
public sealed record NumberedScript
{
    /// <summary>Where each start is noted: a line with the task's id. Appending is atomic, so many scripts share one file.</summary>
    public required string Starts { get; init; }

    /// <summary>Numbered lines on standard output.</summary>
    public int Lines { get; init; }

    /// <summary>A line on standard error beside each on standard output.</summary>
    public bool BothStreams { get; init; }

    /// <summary>Characters that follow the number on each line.</summary>
    public int Padding { get; init; }

    /// <summary>Seconds between lines; 0 prints as fast as it can.</summary>
    public double Pause { get; init; }

    public int ExitCode { get; init; }

    /// <summary>Notes each printed line there, so that it is known how far a task came that is ended on the way.</summary>
    public string? Witness { get; init; }

    /// <summary>Ends it before its last line, as soon as this file is there.</summary>
    public string? Until { get; init; }

    /// <summary>The script for /bin/sh.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $$"""
        echo "$OPS_TASK_ID" >> '{{Starts}}'
        pad={{(Padding == 0 ? "" : $"' {new string('x', Padding)}'")}}
        i=0
        while [ $i -lt {{Lines}} ]{{(Until is null ? "" : $" && [ ! -e '{Until}' ]")}}; do
          i=$((i + 1))
          echo "o $i$pad"
          {{(Witness is null ? ":" : $"echo \"o $i\" >> '{Witness}'")}}
          {{(BothStreams ? "echo \"e $i$pad\" >&2" : ":")}}
          {{(BothStreams && Witness is not null ? $"echo \"e $i\" >> '{Witness}'" : ":")}}
          {{(Pause > 0 ? string.Create(CultureInfo.InvariantCulture, $"sleep {Pause}") : ":")}}
        done
        exit {{ExitCode}}
        """);

    /// <summary>What may be expected of a task that runs this script to its end.</summary>
    public SubmittedTask As(string id) => new(id)
    {
        StdoutLines = Lines,
        StderrLines = BothStreams ? Lines : 0,
        ExitCode = ExitCode,
        Endings = [ExitCode == 0 ? "succeeded" : "failed"],
        Witness = Witness,
        EndsWhenTold = Until is not null,
    };
}
