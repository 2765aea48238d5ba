using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Whether the settings are such that an agent can go by them.</summary>
internal static class ConfigurationCheck
{
    private const string Name = "configuration";

    public static IEnumerable<Finding> Of(EffectiveSettings settings) =>
    [
        Finding.Ok(Name, settings.File is { } file ? $"The settings are right (file: {file})." : "The settings are right (no file)."),
        .. settings.Notes.Select(note => Finding.Warn(Name, note, "Take it out, or write what it was meant to set under a name of ours: ops-agent config --help")),
    ];

    /// <summary>Nothing else can be looked at then: where would one look?</summary>
    public static IEnumerable<Finding> Of(SettingsRefusedException refused) =>
        refused.Sentences.Select(problem => Finding.Fail(Name, problem, "Correct it, and look again: ops-agent config --check"));
}
