using System.ComponentModel;
using OrleansOps.Jobs;

namespace OrleansOps.Api;

/// <summary>One task for many hosts. What is left out has a default.</summary>
public sealed record SubmitJob
{
    [Description("What to call it, 1 to 120 printable characters; need not be unique. Default: it goes by what it runs.")]
    public string? Name { get; init; }

    [Description("Which hosts: an expression over labels, name, id and state, such as 'role=web and zone!=us-1'. Resolved once, when the job is submitted. Not together with hosts.")]
    public string? On { get; init; }

    [Description("Ids or unique names of the hosts, 1 to 10,000, in the order in which they get their turn. Not together with on.")]
    public IReadOnlyList<string>? Hosts { get; init; }

    [Description("What each host runs: a task that names no host. Its tasks bear the label job, with this job's id.")]
    public SubmitTask? Task { get; init; }

    [Description("Sizes of batches, with commas: a number, a percentage of all hosts, +n (n more than the batch before) or *n (n times as many). The last one is repeated until all hosts had their turn. A batch begins when the one before is over. Default: one batch of all.")]
    public string? Batches { get; init; }

    [Description("Whether it waits for a word after a batch: never (default), onFailure (a host of the batch failed) or each.")]
    public JobPause? Pause { get; init; }

    [Description("How many hosts have a task that is not over, at most: 1 to 10,000. Default: 1,000.")]
    public int? MaxConcurrent { get; init; }

    [Description("How many hosts may fail, as a number or a percentage of all hosts. With one more no other host gets its turn, and the job is over when those that run are. A host that did not take its task does not count. Default: no limit.")]
    public string? MaxErrors { get; init; }
}
