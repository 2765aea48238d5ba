using System.Globalization;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What becomes of a task's end, once everything before it is stored.</summary>
internal sealed partial class SeedOutput
{
    private void End(SeedReport report, TaskEnded end, LogMark place)
    {
        var arrived = place.StdoutOffset + place.StderrOffset;
        var printed = report.Whole.Sum(part => part.Bytes.Length);
        var lacks = !place.IsClosed && arrived < printed
            ? string.Create(CultureInfo.InvariantCulture, $"Lines are missing: it printed {printed} bytes, and {arrived} arrived, since its agent does not keep what it prints without a connection.") : null;
        conversation.Ended(task, lacks is null ? end : end with { Note = end.Note is null ? lacks : $"{end.Note} {lacks}" }, place, () => Remove(report));
    }

    /// <summary>Where nothing came of what the task printed, what its end says of it goes before the end. False: there is nothing to add.</summary>
    private bool Unfold(SeedReport report, LogMark place)
    {
        if (place.IsClosed || place.StdoutOffset + place.StderrOffset > 0)
        {
            return false;
        }

        lock (_lock)
        {
            if (report.TakeWhole() is not { } lines)
            {
                return false;
            }

            _reports.AddFirst(lines);
        }

        conversation.Took(SeedReport.Overhead);   // one more; its lines are counted already
        return true;
    }
}
