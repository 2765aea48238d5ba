using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Agents;

/// <summary>What an operator's change of an agent must be like.</summary>
internal static class EditRules
{
    public static Refusal? Broken(Api.EditAgent edit, AgentView agent)
    {
        if (edit is { Name: null, Labels: null or { Count: 0 }, Slots: null, Throttle: null })
        {
            return Refusal.Bad(Api.ProblemCodes.MissingField, "labels", "There is nothing to change: send 'name', 'labels', 'slots' or 'throttle'.");
        }

        var set = (edit.Labels ?? new Dictionary<string, string?>()).ToDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal);
        return (edit.Name is null ? null : EnrolRules.Name(edit.Name)) ?? LabelRules.Broken(set) ?? Count(edit, agent) ?? Slots(edit.Slots);
    }

    private static Refusal? Slots(int? slots) => slots is null or (>= 0 and <= Limits.Slots)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, "slots", $"'slots' is {slots}; it must be 1 to {Limits.Slots}, or 0 for as many as the host says itself.");

    private static Refusal? Count(Api.EditAgent edit, AgentView agent)
    {
        var names = agent.Labels.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in edit.Labels ?? new Dictionary<string, string?>())
        {
            _ = value is null ? names.Remove(name) : names.Add(name);
        }

        return names.Count <= Limits.LabelCount
            ? null
            : Refusal.Bad(Api.ProblemCodes.TooManyLabels, "labels", $"There would be {names.Count} labels; the limit is {Limits.LabelCount}.");
    }
}
