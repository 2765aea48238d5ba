using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>Reads what a file and the environment say of settings.</summary>
internal static class SettingSources
{
    /// <summary>Variables that begin like ours and are none of its settings: the file's own, and what tasks of an agent find.</summary>
    private static readonly string[] OtherVariables = [AgentConfiguration.FileVariable, "OPS_AGENT_ID"];

    public static SettingLayer OfFile(string path, Func<string, string?> variable)
    {
        var file = SettingsFile.Read(path);
        var draft = new LayerDraft();
        foreach (var problem in file.Problems)
        {
            draft.Problem(problem);
        }

        foreach (var entry in file.Entries)
        {
            Take(draft, path, entry, variable);
        }

        return draft.Layer();
    }

    public static SettingLayer OfEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        var draft = new LayerDraft();
        foreach (var setting in AgentSettings.All)
        {
            if (variables.GetValueOrDefault(setting.Variable) is { } text)
            {
                draft.Own(setting, Split(setting, text), setting.Variable);
            }
        }

        foreach (var (rank, seed) in SeedSettings.All.Index())
        {
            if (seed.Variable is { } name && variables.GetValueOrDefault(name) is { Length: > 0 } text)
            {
                draft.Seed(seed, rank, text, $"{name} (of {seed.Seed})", variables.GetValueOrDefault);
            }
        }

        // Unknown ones are no error: Kubernetes makes some that begin like ours for a service called ops-agent. What looks like a slip is told.
        foreach (var name in variables.Keys.Where(name => name.StartsWith(Setting.VariablePrefix, StringComparison.Ordinal)).Except(OtherVariables, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (AgentSettings.All.All(setting => setting.Variable != name) && Similar.Nearest(name, AgentSettings.All.Select(setting => setting.Variable)) is [var nearest, ..] && IsSlip(name, nearest))
            {
                draft.Note($"{name} is no setting of the agent. Did you mean {nearest}?");
            }
        }

        return draft.Layer();
    }

    private static void Take(LayerDraft draft, string path, FileEntry entry, Func<string, string?> variable)
    {
        var place = $"{path}:{entry.Line}";
        if (Find(entry.Name) is { } setting)
        {
            draft.Own(setting, entry.IsList || entry.Values is not [var text] ? entry.Values : Split(setting, text), place);
        }
        else if (LabelOf(entry) is { } label)
        {
            draft.Label(label, place);
        }
        else if (entry.Name.StartsWith("commands.", StringComparison.OrdinalIgnoreCase))
        {
            draft.Command(entry.Name["commands.".Length..], entry.Values, place);
        }
        else if (SeedSettings.All.Index().FirstOrDefault(seed => seed.Item.Names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)) is { Item: { } seed } known)
        {
            TakeSeed(draft, seed, known.Index, entry, place, variable);
        }
        else
        {
            draft.Problem($"{place}: '{entry.Name}' is no setting of the agent.{Similar.Question(entry.Name, Candidates(entry.Name))} 'ops-agent config --help' lists them.");
        }
    }

    private static void TakeSeed(LayerDraft draft, SeedSetting seed, int rank, FileEntry entry, string place, Func<string, string?> variable)
    {
        if (entry.IsList)
        {
            draft.Problem($"{place}: '{entry.Name}' takes one value, no list.");
            return;
        }

        draft.Seed(seed, rank, entry.Values is [var value] ? value : "", $"{place} ({entry.Name}, of {seed.Seed})", variable);
    }

    private static Setting? Find(string key) => AgentSettings.All.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase));

    private static string? LabelOf(FileEntry entry) =>
        entry is { IsList: false, Values: [var value] } && entry.Name.StartsWith("labels.", StringComparison.OrdinalIgnoreCase) ? $"{entry.Name["labels.".Length..]}={value}" : null;

    /// <summary>Who writes in the sections of an older agent means its names; who does not, ours.</summary>
    private static IEnumerable<string> Candidates(string name) => name.Contains('.', StringComparison.Ordinal)
        ? SeedSettings.All.SelectMany(seed => seed.Names)
        : AgentSettings.All.Select(setting => setting.Key).Concat(SeedSettings.All.SelectMany(seed => seed.Names).Where(other => !other.Contains('.', StringComparison.Ordinal)));

    private static string[] Split(Setting setting, string text) =>
        setting.IsList ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text];

    private static bool IsSlip(string name, string nearest) => Math.Abs(name.Length - nearest.Length) <= 2;
}
