using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What is left on the screen of a job that is over.</summary>
internal static class JobEnd
{
    public static void Say(Session session, JobView job, IReadOnlyList<JobFailure> failures)
    {
        if (failures.Count > 0)
        {
            Table(failures).Write(session.Tables);
        }

        if (job.Phase is PhasesOfJobs.Succeeded)
        {
            session.Notes.Info(JobOutcomes.Sentence(job));
            return;
        }

        session.Notes.Warn(JobOutcomes.Sentence(job));
        if (job.Counts.Failed + job.Counts.Undelivered > failures.Count)
        {
            session.Notes.Info($"There are more: opsctl job {Printable.Of(job.Id)} --hosts");
        }

        session.Notes.Progress($"To run it again where it did not succeed: opsctl jobs retry {Printable.Of(job.Id)}");
    }

    private static Listing Table(IReadOnlyList<JobFailure> failures)
    {
        var table = new Listing(new Column("HOST"), new Column("ENDING"), new Column("TASK", 1), new Column("LAST LINE", 2));
        foreach (var failure in failures)
        {
            table.Add(failure.Host.Agent.Name ?? failure.Host.Agent.Id, HostStates.Shown(failure.Host.State) with { Text = failure.Ending }, failure.Host.TaskId, failure.LastLine);
        }

        return table;
    }
}
