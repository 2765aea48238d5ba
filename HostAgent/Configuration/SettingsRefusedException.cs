namespace OrleansOps.HostAgent.Configuration;

/// <summary>The settings are not such that an agent can go by them. All that is wrong is said at once.</summary>
internal sealed class SettingsRefusedException(IReadOnlyList<string> problems) : AgentStartException(string.Join('\n', problems))
{
    /// <summary>Starting again does not help, so a service manager should not.</summary>
    public const int Code = 2;

    public override int ExitCode => Code;

    public override IReadOnlyList<string> Sentences => problems;
}
