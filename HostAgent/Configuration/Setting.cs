namespace OrleansOps.HostAgent.Configuration;

/// <summary>One thing that the agent can be told. Its help, its documents and every reading of it are made from this.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Value">What stands for its value in help: NUMBER, FILE.</param>
/// <param name="Default">What holds without it.</param>
/// <param name="Limit">What it may be, unit and range, as it ends the sentence "it must be ...".</param>
/// <param name="Meaning">What it is for: a sentence without its full stop.</param>
/// <param name="Set">The options with it; null: the value is none that it may have.</param>
internal sealed record Setting(string Key, string Value, string Default, string Limit, string Meaning, Func<AgentOptions, IReadOnlyList<string>, AgentOptions?> Set)
{
    /// <summary>How its variable begins.</summary>
    public const string VariablePrefix = "OPS_AGENT_";

    /// <summary>Its variable in the environment.</summary>
    public string Variable => VariablePrefix + Key.ToUpperInvariant();

    /// <summary>Its option on a command line; null: every user of a host sees the arguments of every process, and this is for none of them.</summary>
    public string? Option { get; init; } = "--" + Key.Replace('_', '-');

    /// <summary>It is on or off, and its option needs no value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>It may have several values: a list in the file, commas in a variable, an option that is repeated.</summary>
    public bool IsList { get; init; }

    /// <summary>Its value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Enrolment goes by it, so `enrol` has its option too.</summary>
    public bool IsForEnrolment { get; init; }
}
