using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>Shows a followed job on a terminal as a picture of a few lines that is drawn anew with each change.</summary>
internal sealed class LiveJob(Session session) : IJobOutput
{
    private const int Width = 30;
    private const int FailuresShown = 5;

    private readonly LiveFrame _frame = new(session);

    public bool ShowsFailures => true;

    public void Stands(Reply<JobView> job, IReadOnlyList<JobFailure> failures)
    {
        var view = job.Value;
        List<IReadOnlyList<Cell>> lines = [Head(view), Counts(view)];
        if (view.Reason is { Length: > 0 } reason)
        {
            lines.Add([reason]);
        }

        if (JobOutcomes.HowToGoOn(view) is { } words)
        {
            lines.Add([words]);
        }

        lines.AddRange(failures.Take(FailuresShown).Select(Line));
        _frame.Draw(lines);
    }

    public void MakeRoom() => _frame.Clear();

    public void End(Reply<JobView> job, IReadOnlyList<JobFailure> failures)
    {
        _frame.Clear();
        JobEnd.Say(session, job.Value, failures);
    }

    private static IReadOnlyList<Cell> Head(JobView job)
    {
        var part = job.Hosts == 0 ? 1 : (double)job.Counts.Ended / job.Hosts;
        var bar = new string('#', (int)(part * Width)).PadRight(Width, '.');
        return
        [
            $"{job.Name ?? job.Id}  ",
            PhasesOfJobs.Shown(job.Phase),
            string.Create(CultureInfo.InvariantCulture, $"  [{bar}] {part * 100:0} % of {job.Hosts}"),
            string.Create(CultureInfo.InvariantCulture, $"{(job.Round > 1 ? $"  round {job.Round}" : "")}{(job.BatchCount > 1 ? $"  batch {job.Batch} of {job.BatchCount}" : "")} "),
        ];
    }

    private static List<Cell> Counts(JobView job) =>
        [.. job.Counts.Told().Select(one => HostStates.Shown(one.State) with { Text = string.Create(CultureInfo.InvariantCulture, $"{one.Hosts} {one.State}  ") })];

    private static IReadOnlyList<Cell> Line(JobFailure failure) =>
        [$"{failure.Host.Agent.Name ?? failure.Host.Agent.Id}  ", HostStates.Shown(failure.Host.State) with { Text = failure.Ending }, $"  {failure.LastLine} "];
}
