using Orleans.Concurrency;

namespace OrleansOps.Schedules;

/// <summary>
/// One schedule: starts its job or workflow at its times. Key: the schedule's id. A time is dealt with once: that it is is stored before its job is started, and the
/// id of the job is made of the schedule's and the time, so that a start that is repeated is the same start.
/// </summary>
[Alias("ops.IScheduleGrain")]
public interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>Stores the schedule. Harmless to repeat.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="revision">The revision that it is to stand in place of; 0: whichever; null: there is to be none.</param>
    [ResponseTimeout("00:01:00"), Alias("Put")]
    Task<ScheduleReply> Put(ScheduleSpec spec, int? revision);

    /// <summary>The schedule as it stands, or null if there is none.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<ScheduleView?> Describe();

    /// <summary>Nothing is started until <see cref="Resume"/>; what waits to be is given up. Null if there is no such schedule.</summary>
    [Alias("Pause")]
    Task<ScheduleView?> Pause(string by);

    /// <summary>It starts its job again, from its next time on. Null if there is no such schedule.</summary>
    [Alias("Resume")]
    Task<ScheduleView?> Resume();

    /// <summary>Starts its job or workflow now, paused or not. Null if there is no such schedule. Harmless to repeat with the same id.</summary>
    /// <param name="jobId">The id of that, chosen by the caller.</param>
    /// <param name="by">Who says so.</param>
    [ResponseTimeout("00:01:00"), Alias("Run")]
    Task<ScheduleRun?> Run(string jobId, string by);

    /// <summary>Forgets the schedule. Jobs that it started go on. False if there is none.</summary>
    [Alias("Delete")]
    Task<bool> Delete();
}
