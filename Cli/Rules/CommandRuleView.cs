namespace OrleansOps.Cli;

/// <summary>A rule on what tasks run.</summary>
/// <param name="On">The hosts that it is for; all if it is left out.</param>
/// <param name="Action">warn or block.</param>
internal sealed record CommandRuleView(string Name, string Expression, string Action, string? On = null, string? Message = null);
