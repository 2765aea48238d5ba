using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using Serilog.Core;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent run`: the agent itself.</summary>
internal static partial class RunCommand
{
    public static Command Create()
    {
        var settings = SettingArguments.All();
        var command = new Command("run", "Connects to the gateway and runs tasks. Stopping it leaves running tasks alone. One that is not enrolled enrols itself first, if it has a join token.");
        command.Aliases.Add("start");   // as an older agent is started
        settings.AddTo(command);
        command.SetAction((parsed, cancel) => Run(() => settings.Read(parsed), cancel));
        return command;
    }

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(RunCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static async Task Run(Func<EffectiveSettings> read, CancellationToken stopping)
    {
        var settings = read();
        var options = settings.Options;
        var traces = new TaskTraces();
        var level = new LoggingLevelSwitch(options.LogLevel);
        using var loggers = AgentLogging.Create(options, level, traces);
        var log = loggers.CreateLogger("OrleansOps.HostAgent");
        foreach (var note in settings.Notes)
        {
            LogNote(log, note);
        }

        using var data = DataDirectory.Open(options.Data);
        var identity = data.ReadIdentity() is { AgentId: not null, Token: not null } known ? known : await Enrol(data, options, log, stopping);
        options = options with { CaFile = options.CaFile ?? identity.CaFile };
        var time = TimeProvider.System;
        var gateways = options.Gateways(options.Server ?? identity.Server ?? "");
        foreach (var gateway in gateways)
        {
            if (ProxyRoute.To(gateway.Server) is { Shown: { } proxy, Variable: { } variable })
            {
                LogProxy(log, gateway.Server.Authority, proxy, variable);
            }
        }

        using var sockets = new GatewaySockets(gateways, identity.Token!, time);
        using var journal = new JournalFile(data.Journal);
        var groups = ControlGroups.Open(options.ControlGroups, loggers.CreateLogger<ControlGroups>());
        using var host = new LinuxTaskHost(data.Root, SupervisorProgram.Install(data.Programs), time, loggers.CreateLogger<LinuxTaskHost>(), groups, TransferProgram.Of(gateways, options.KeepFreeBytes));
        var self = new HostIdentity(Version, options.Slots, HostFactsReader.Read(time), Guid.NewGuid().ToString("N"), data.Installation());
        var setup = new AgentSetup(identity.AgentId!, self, new Random(), new HostSampler(), data.JournalKey()) { Traces = traces };
        var notes = new SessionNotes(data.Root, time);
        var connectors = sockets.Connectors(loggers, (server, connector) => new NotedConnector(server, connector, notes));
        using var agent = new Agent(new Turns(), setup, journal, host, connectors, time, loggers);
        var reload = new ReloadLoop(settings, read, Apply, time, loggers.CreateLogger<ReloadLoop>());

        await Loops.RunUntilFirstEnds([agent.RunAsync, reload.RunAsync], stopping);

        async Task Apply(AgentOptions fresh)
        {
            level.MinimumLevel = fresh.LogLevel;
            host.KeepFree(fresh.KeepFreeBytes);
            if (fresh.Slots != options.Slots)
            {
                await agent.Resize(fresh.Slots);
            }

            options = fresh;
        }
    }

    private static async Task<AgentIdentity> Enrol(DataDirectory data, AgentOptions options, ILogger log, CancellationToken stopping)
    {
        if (options.JoinToken is null && options.JoinTokenFile is null)
        {
            throw new AgentStartException($"The agent in '{data.Root}' is not enrolled. Run 'ops-agent enrol' first.");
        }

        var identity = await FirstEnrolment.Enrol(data, options, token: null, stopping);
        LogEnrolled(log, identity.AgentId!);
        return identity;
    }
}
