using System.Text;
using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.HostAgent.Installing;

/// <summary>The settings file of a new installation: what the service needs, and everything else as comments.</summary>
internal static class FirstSettings
{
    public static string Text()
    {
        var text = new StringBuilder("# Settings of the host agent. Variables OPS_AGENT_* and options go before it. 'ops-agent config --effective' shows what holds.\n\n");
        Set(text, AgentSettings.Data, InstallPlan.Data);
        Set(text, AgentSettings.ControlGroups, "own");
        foreach (var setting in AgentSettings.All.Except([AgentSettings.Data, AgentSettings.ControlGroups]))
        {
            text.Append($"\n# {setting.Meaning}: {setting.Limit}. Default: {setting.Default}.\n# {setting.Key}:\n");
        }

        return text.ToString();
    }

    private static void Set(StringBuilder text, Setting setting, string value) => text.Append($"# {setting.Meaning}.\n{setting.Key}: {value}\n");
}
