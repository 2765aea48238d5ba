namespace OrleansOps.Schedules;

/// <summary>
/// What happens to the times of a schedule. Each is seen once and in order, and then waits; from there it begins, or is passed over by a policy that says so.
/// </summary>
internal static class ScheduleTransitions
{
    /// <summary>How many times may wait for the job before to be over.</summary>
    public const int MostWaiting = 100;

    /// <summary>How many of the last times are remembered.</summary>
    public const int MostStarts = 20;

    /// <summary>The schedule with those times waiting that have come; null: none has.</summary>
    /// <param name="schedule">As it stands.</param>
    /// <param name="id">Its id.</param>
    /// <param name="times">Its times.</param>
    /// <param name="now">The time.</param>
    /// <param name="lateAfter">A time that is past for longer than this was missed.</param>
    public static ScheduleState? Due(ScheduleState schedule, string id, ScheduleTimes times, DateTimeOffset now, TimeSpan lateAfter)
    {
        if (schedule.PausedBy is not null)
        {
            return null;
        }

        var (madeUpFor, onTime) = (new Queue<DateTimeOffset>(), new List<DateTimeOffset>());
        var (passedOver, lastPassedOver, seenTo, begin) = (0, default(DateTimeOffset), schedule.SeenTo, DateTimeOffset.MinValue);
        var most = Most(schedule.Spec!);
        foreach (var due in times.After(schedule.SeenTo))
        {
            // None begins before the one before it, whatever their jitter.
            begin = times.Begin(id, due) is var own && own > begin ? own : begin;
            if (begin > now)
            {
                break;
            }

            seenTo = due;
            if (now - begin <= lateAfter)
            {
                onTime.Add(due);
                continue;
            }

            madeUpFor.Enqueue(due);
            if (madeUpFor.Count > most)
            {
                (passedOver, lastPassedOver) = (passedOver + 1, madeUpFor.Dequeue());
            }
        }

        if (seenTo == schedule.SeenTo)
        {
            return null;
        }

        var next = schedule with { SeenTo = seenTo, Waiting = [.. schedule.Waiting, .. madeUpFor, .. onTime] };
        return passedOver == 0 ? next : next.Told(Skipped(lastPassedOver, passedOver, now, ScheduleReasons.Missed(passedOver)));
    }

    /// <summary>The schedule with the first of the times that wait beginning, if it may, and without those that are passed over.</summary>
    /// <param name="schedule">As it stands.</param>
    /// <param name="isBusy">The job that it started last is not over.</param>
    /// <param name="now">The time.</param>
    public static ScheduleState Admit(ScheduleState schedule, bool isBusy, DateTimeOffset now)
    {
        var overlap = schedule.Spec!.Overlap;
        var next = overlap switch
        {
            ScheduleOverlap.Replace => schedule.Without(schedule.Waiting.SkipLast(1), now, ScheduleReasons.Overtaken()),
            ScheduleOverlap.Forbid when isBusy => schedule.Without(schedule.Waiting, now, ScheduleReasons.Busy(schedule.Started!.Value)),
            _ => schedule.Without(schedule.Waiting.Skip(MostWaiting), now, ScheduleReasons.TooManyWait(MostWaiting)),
        };
        return isBusy || next.Waiting.Count == 0 ? next : next with { Beginning = next.Waiting[0], Waiting = [.. next.Waiting.Skip(1)] };
    }

    /// <summary>A time has begun, or could not.</summary>
    public static ScheduleState Begun(ScheduleState schedule, ScheduleStart start) => (schedule with
    {
        Beginning = start.Due == schedule.Beginning ? null : schedule.Beginning,
        Current = start.Kind == ScheduleStartKind.Started ? start.JobId : schedule.Current,
        CurrentWorkflow = start.Kind == ScheduleStartKind.Started ? start.WorkflowId : schedule.CurrentWorkflow,
    }).Told(start);

    public static ScheduleState Paused(ScheduleState schedule, string by, DateTimeOffset now) =>
        schedule.Without(schedule.Waiting, now, ScheduleReasons.PausedBy(by)) with { PausedBy = by };

    /// <summary>Times that went by while it was paused are nobody's.</summary>
    public static ScheduleState Resumed(ScheduleState schedule, DateTimeOffset now) =>
        schedule with { PausedBy = null, SeenTo = now > schedule.SeenTo ? now : schedule.SeenTo };

    private static int Most(ScheduleSpec spec) => spec.Missed switch
    {
        ScheduleMissed.Once => 1,
        ScheduleMissed.All => spec.MissedMost,
        _ => 0,
    };

    private static ScheduleState Without(this ScheduleState schedule, IEnumerable<DateTimeOffset> passedOver, DateTimeOffset now, Said reason)
    {
        var gone = passedOver.ToList();
        return gone.Count == 0 ? schedule : (schedule with { Waiting = [.. schedule.Waiting.Except(gone)] }).Told(Skipped(gone[^1], gone.Count, now, reason));
    }

    private static ScheduleState Told(this ScheduleState schedule, ScheduleStart start) => schedule with { Starts = [start, .. schedule.Starts.Take(MostStarts - 1)] };

    private static ScheduleStart Skipped(DateTimeOffset last, int count, DateTimeOffset now, Said reason) =>
        new() { Kind = ScheduleStartKind.Skipped, Due = last, Count = count, At = now, Reason = reason };
}
