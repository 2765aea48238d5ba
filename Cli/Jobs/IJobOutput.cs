namespace OrleansOps.Cli;

/// <summary>Where a followed job is shown: as a picture that is drawn anew, as lines, or as lines of JSON.</summary>
internal interface IJobOutput
{
    /// <summary>Whether it shows hosts that did not succeed: they are asked for then.</summary>
    bool ShowsFailures { get; }

    /// <summary>The job as it is now: at the start and after each change.</summary>
    void Stands(Reply<JobView> job, IReadOnlyList<JobFailure> failures);

    /// <summary>Somebody else is going to write to the terminal.</summary>
    void MakeRoom();

    void End(Reply<JobView> job, IReadOnlyList<JobFailure> failures);
}
