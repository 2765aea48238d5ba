using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>Somebody asked for records that are not there: said, since an empty answer looks like an empty log.</summary>
internal static class BeyondTheEnd
{
    /// <param name="task">Whose log.</param>
    /// <param name="asked">The record that the caller named as the first; 1 if none.</param>
    public static string? Sentence(TaskView task, long asked)
    {
        if (asked == 1 || task.Log is not { } log || log.NextSeq > asked)
        {
            return null;
        }

        var soFar = log.Complete ? "" : " so far";
        return log.NextSeq == 1
            ? $"There is nothing to show: the log is empty{soFar}."
            : string.Create(CultureInfo.InvariantCulture, $"There is nothing from record {asked} on: the log ends with record {log.NextSeq - 1}{soFar}.");
    }
}
