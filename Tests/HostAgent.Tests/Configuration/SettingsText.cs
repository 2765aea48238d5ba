using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.AgentTests.Configuration;

/// <summary>A settings file of a test, and how it is read.</summary>
internal sealed class SettingsText : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SettingsText(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(Path, text);
        File.SetUnixFileMode(Path, mode);
    }

    public string Path => System.IO.Path.Join(_directory.Path, "config.yaml");

    public EffectiveSettings Read(params IReadOnlyList<(string Name, string Value)> variables) => Read(Path, variables);

    public static EffectiveSettings Read(string? file, params IReadOnlyList<(string Name, string Value)> variables) =>
        AgentConfiguration.Read(file, variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal), []);

    /// <summary>What is refused of it, with the file's name left out.</summary>
    public IReadOnlyList<string> Refused(params IReadOnlyList<(string Name, string Value)> variables) =>
        [.. Assert.ThrowsAny<AgentStartException>(() => Read(variables)).Sentences.Select(sentence => sentence.Replace(Path, "FILE", StringComparison.Ordinal))];

    public void Dispose() => _directory.Dispose();
}
