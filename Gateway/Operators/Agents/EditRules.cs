using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Agents;

/// <summary>What an operator's change of an agent must be like.</summary>
internal static class EditRules
{
    public static Refusal? Broken(Api.EditAgent edit, AgentView agent)
    {
        if (edit is { Name: null, Labels: null or { Count: 0 } })
        {
            return Refusal.Bad("missing-field", "labels", "There is nothing to change: send 'name' or 'labels'.");
        }

        var set = (edit.Labels ?? new Dictionary<string, string?>()).ToDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal);
        return (edit.Name is null ? null : EnrolRules.Name(edit.Name)) ?? LabelRules.Broken(set) ?? Count(edit, agent);
    }

    private static Refusal? Count(Api.EditAgent edit, AgentView agent)
    {
        var names = agent.Labels.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in edit.Labels ?? new Dictionary<string, string?>())
        {
            _ = value is null ? names.Remove(name) : names.Add(name);
        }

        return names.Count <= Limits.LabelCount
            ? null
            : Refusal.Bad("too-many-labels", "labels", $"There would be {names.Count} labels; the limit is {Limits.LabelCount}.");
    }
}
