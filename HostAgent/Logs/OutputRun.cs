using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>Bytes of one stream that come next, before anything of the other.</summary>
/// <param name="Stream">Whose bytes.</param>
/// <param name="End">Offset after them.</param>
/// <param name="Reach">Offset up to which the stream was written at almost the same time: a line that the run cuts may be taken whole.</param>
/// <param name="IsFollowed">Bytes of the other stream come next: a line that has no end will not get one here.</param>
/// <param name="Times">From which offset on bytes were written when.</param>
internal sealed record OutputRun(LogStream Stream, long End, long Reach, bool IsFollowed, IReadOnlyList<(long From, DateTimeOffset At)> Times)
{
    /// <summary>When the byte at an offset was written.</summary>
    public DateTimeOffset TimeOf(long offset) => Times[IndexOf(offset)].At;

    /// <summary>Where in a batch the time changes, as <see cref="LogBatch.Times"/> says it; null if it does not.</summary>
    public IReadOnlyList<int>? TimesIn(long offset, int length)
    {
        var (start, told) = (TimeOf(offset).ToUnixTimeMilliseconds(), 0);
        List<int>? times = null;
        for (var i = IndexOf(offset) + 1; i < Times.Count && Times[i].From < offset + length && (times?.Count ?? 0) < Limits.BatchTimes; i++)
        {
            var later = (int)Math.Clamp(Times[i].At.ToUnixTimeMilliseconds() - start, told, int.MaxValue);   // whole milliseconds, as a batch's own time has them; a clock may be set back
            if (later != told)
            {
                (times ??= []).AddRange([(int)(Times[i].From - offset), told = later]);
            }
        }

        return times;
    }

    private int IndexOf(long offset)
    {
        var index = 0;
        while (index + 1 < Times.Count && Times[index + 1].From <= offset)
        {
            index++;
        }

        return index;
    }
}
