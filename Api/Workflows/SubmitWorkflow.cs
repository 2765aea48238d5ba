using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Several steps, each a job, an approval or a wait. What is left out has a default.</summary>
public sealed record SubmitWorkflow
{
    [Description("What to call it, 1 to 120 printable characters; need not be unique.")]
    public string? Name { get; init; }

    [Description("What can be given to it, by name: a-z, 0-9 and '_', beginning with a letter, at most 32 characters; at most 50. A task finds each as the variable PARAM_ and the name in capitals, unless it sets that variable itself. Never put into a script's text.")]
    public IReadOnlyDictionary<string, SubmitParameter>? Parameters { get; init; }

    [Description("What is given, by the name of the parameter.")]
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    [Description("1 to 50 steps.")]
    public IReadOnlyList<SubmitStep>? Steps { get; init; }
}
