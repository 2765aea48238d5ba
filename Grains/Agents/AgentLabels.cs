namespace OrleansOps.Agents;

/// <summary>An agent's labels: what it was enrolled with, and above that what operators say.</summary>
internal static class AgentLabels
{
    public static IReadOnlyDictionary<string, string> Of(AgentState agent)
    {
        if (agent.EditedLabels.Count == 0)
        {
            return agent.Labels;
        }

        var labels = new Dictionary<string, string>(agent.Labels, StringComparer.Ordinal);
        foreach (var (name, value) in agent.EditedLabels)
        {
            if (value is null)
            {
                labels.Remove(name);
            }
            else
            {
                labels[name] = value;
            }
        }

        return labels;
    }

    public static AgentState Edited(AgentState agent, IReadOnlyDictionary<string, string?> edit)
    {
        var edited = new Dictionary<string, string?>(agent.EditedLabels, StringComparer.Ordinal);
        foreach (var (name, value) in edit)
        {
            if (value is null && !agent.Labels.ContainsKey(name))
            {
                edited.Remove(name);
            }
            else
            {
                edited[name] = value;
            }
        }

        return agent with { EditedLabels = edited };
    }

    /// <summary>The edit in words, such as <c>role=web, old removed</c>.</summary>
    public static string Text(IReadOnlyDictionary<string, string?> edit) =>
        string.Join(", ", edit.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => label.Value is null ? $"{label.Key} removed" : $"{label.Key}={label.Value}"));
}
