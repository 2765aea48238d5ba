namespace OrleansOps.HostAgent.Configuration;

/// <summary>What one source says: the file, the environment or the command line.</summary>
/// <param name="Given">Each setting once.</param>
/// <param name="Problems">What is wrong in it.</param>
/// <param name="Notes">What its reader should know and is not wrong.</param>
internal sealed record SettingLayer(IReadOnlyList<GivenValue> Given, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    public static SettingLayer Nothing { get; } = new([], [], []);
}
