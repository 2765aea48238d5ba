using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent run`: the agent itself.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var common = new CommonArguments();
        var slots = new Option<int?>("--slots") { Description = "How many tasks run at once, 1 to 1000 (default 5)." };
        var groups = new Option<string?>("--cgroup")
        {
            HelpName = "DIR",
            Description = "Directory of control groups (version 2) delegated to the agent, in which tasks with limits get theirs; own: the one above the agent's group. Without, limits are watched.",
        };
        var keepFree = new Option<long?>("--keep-free") { HelpName = "BYTES", Description = "Bytes of a disk that files which are put there leave free (default 268435456)." };
        var command = new Command("run", "Connects to the gateway and runs tasks. Stopping it leaves running tasks alone.") { slots, groups, keepFree };
        common.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var options = common.Read(parsed);
            options = options with
            {
                Slots = parsed.GetValue(slots) ?? options.Slots,
                ControlGroups = parsed.GetValue(groups) ?? options.ControlGroups,
                KeepFreeBytes = parsed.GetValue(keepFree) ?? options.KeepFreeBytes,
            };
            return Run(options.Checked(), cancel);
        });
        return command;
    }

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(RunCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static async Task Run(AgentOptions options, CancellationToken stopping)
    {
        var traces = new TaskTraces();
        using var loggers = AgentLogging.Create(options, traces);
        using var data = DataDirectory.Open(options.Data);
        if (data.ReadIdentity() is not { AgentId: { } agentId, Token: { } token } identity)
        {
            throw new AgentStartException($"The agent in '{data.Root}' is not enrolled. Run 'ops-agent enrol' first.");
        }

        options = options with { CaFile = options.CaFile ?? identity.CaFile };
        var time = TimeProvider.System;
        var gateways = options.Gateways(options.Server ?? identity.Server ?? "");
        using var sockets = new GatewaySockets(gateways, token, time);
        using var journal = new JournalFile(data.Journal);
        var groups = ControlGroups.Open(options.ControlGroups, loggers.CreateLogger<ControlGroups>());
        using var host = new LinuxTaskHost(data.Root, SupervisorProgram.Install(data.Programs), time, loggers.CreateLogger<LinuxTaskHost>(), groups, TransferProgram.Of(gateways, options.KeepFreeBytes));
        var self = new HostIdentity(Version, options.Slots, HostFactsReader.Read(time), Guid.NewGuid().ToString("N"), data.Installation());
        var setup = new AgentSetup(agentId, self, new Random(), new HostSampler(), data.JournalKey()) { Traces = traces };
        using var agent = new Agent(new Turns(), setup, journal, host, sockets.Connectors(loggers), time, loggers);

        await agent.RunAsync(stopping);
    }
}
