namespace OrleansOps.Cli;

/// <summary>What the hosts of a step have set as an output.</summary>
/// <param name="Host">Name of the first host that set it.</param>
/// <param name="OtherValue">What the first host that set something else has set; null: all set it alike.</param>
internal sealed record StepOutput(string Name, string Value, string Host, string? OtherValue = null, string? OtherHost = null);
